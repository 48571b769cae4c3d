from translation.models.field_translation import FieldTranslation

__all__ = ["FieldTranslation"]
