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
