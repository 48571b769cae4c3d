"""States of a translated text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """What is known of one text of a translation."""

    MISSING = "missing", _("Not translated")
    MACHINE = "machine", _("Translated by a machine")
    HUMAN = "human", _("Translated")
    CONFIRMED = "confirmed", _("Confirmed")
    OUTDATED = "outdated", _("The original has changed")
