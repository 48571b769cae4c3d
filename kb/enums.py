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


class VersionState(models.TextChoices):
    """How a page in one language stands to its original, as readers are told."""

    ORIGINAL = "original", _("original")
    CURRENT = "current", _("up to date")
    OUTDATED = "outdated", _("partly out of date")
    PARTIAL = "partial", _("partly translated")
    MACHINE = "machine", _("machine translation")
