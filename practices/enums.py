"""Choices of practices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentDepth(models.TextChoices):
    """How much a practice tells. Readers see it; each depth has its own required fields."""

    RECORD = "record", _("Record: title, summary and, where it was taken over, its source")
    SHORT = "short", _("Short: the story, what was learned and what can be transferred")
    FULL = "full", _("Full: with evidence, effort and classification in detail")


class PlacePrecision(models.TextChoices):
    """How exactly the place may be shown."""

    EXACT = "exact", _("Exact")
    TOWN = "town", _("Town")
    REGION = "region", _("Region only")


class ResourceKind(models.TextChoices):
    """What a file or link is for."""

    TOOL = "tool", _("To use: template, guide, material")
    EVALUATION = "evaluation", _("Evaluation or evidence")
    SOURCE = "source", _("Source: where what is told here can be read")
