from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.IntegerChoices):
    """Who may find a document. As the reader of a query: who asks. Members also find what is public."""

    PUBLIC = 0, _("Public")
    MEMBERS = 1, _("Members only")


class TextStatus(models.TextChoices):
    """How a text of a document came to be; the ranking prefers the first ones."""

    ORIGINAL = "original", _("Original")
    COMPLETE = "complete", _("Complete translation")
    PARTIAL = "partial", _("Partial translation")
    MACHINE = "machine", _("Machine translation")


class Depth(models.TextChoices):
    """How much a document tells, from the least to the most."""

    RECORD = "record", _("Record")
    SHORT = "short", _("Short")
    FULL = "full", _("Full")


class Sort(models.TextChoices):
    """Orders of a result. Each one is complete: equal documents follow their keys."""

    RELEVANCE = "relevance", _("Relevance")
    NEWEST = "newest", _("Newest")
    CONFIRMED = "confirmed", _("Recently confirmed")
    TITLE = "title", _("A–Z")


class View(models.TextChoices):
    """How the same result is shown."""

    LIST = "list", _("List")
    TABLE = "table", _("Table")
