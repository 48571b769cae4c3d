from events.models.event_page import EventIndexPage, EventPage, ShownPractice

__all__ = ["EventIndexPage", "EventPage", "ShownPractice"]
