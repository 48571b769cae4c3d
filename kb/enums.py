"""Choices that every app shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Care(models.TextChoices):
    """How carefully a page's content is shown. One rule for every output: kb.care."""

    PUBLIC = "public", _("Public")
    ANONYMOUS = "anonymous", _("Public, without the organisation's name")
    MEMBERS = "members", _("Members only")


class FileCare(models.TextChoices):
    """Who may fetch a file that is not already restricted by the pages that use it."""

    PUBLIC = "public", _("Public")
    MEMBERS = "members", _("Members only")


class TextState(models.TextChoices):
    """What is known of one text of a translation. The app ``translation`` keeps it, as ``page.text_states``."""

    MISSING = "missing", _("Not translated")
    MACHINE = "machine", _("Translated by a machine")
    HUMAN = "human", _("Translated")
    CONFIRMED = "confirmed", _("Confirmed")
    OUTDATED = "outdated", _("The original has changed")


class VersionState(models.TextChoices):
    """How a page in one language stands to its original, as readers are told."""

    ORIGINAL = "original", _("original")
    CURRENT = "current", _("up to date")
    OUTDATED = "outdated", _("partly out of date")
    PARTIAL = "partial", _("partly translated")
    MACHINE = "machine", _("machine translation")
