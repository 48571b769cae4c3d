"""How one knows that it worked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, Panel
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import StoryField
from kb.panels import texts


class EvidenceMixin(models.Model):
    """Indicators and how the results are known. Evaluation files and links are resources of the kind “evaluation”."""

    results_known = StoryField(
        _("how the results are known"),
        words=100,
        help_text=_("Who counted or asked, when, and who has checked it?"),
        example=_("The organisation's own count at the door, 2018; no evaluation from outside."),
    )

    evidence_panels: ClassVar[list[Panel]] = [
        InlinePanel("indicators", heading=_("Indicators"), label=_("indicator")),
        *texts("results_known"),
    ]
    evidence_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("indicators"),
        TranslatableField("results_known"),
    ]

    class Meta:
        abstract = True
