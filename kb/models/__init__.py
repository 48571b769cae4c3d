from kb.models.tick import TickRecord

__all__ = ["TickRecord"]
