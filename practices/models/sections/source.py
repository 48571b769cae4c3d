"""Where it comes from, how to cite it, when it was last confirmed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

_SOURCE = ("source_name", "source_url", "source_licence", "source_year", "website")
_REVIEW = ("last_confirmed", "next_review")


class SourceMixin(models.Model):
    """Source, licence and attribution of what was taken over; keywords without a term; confirmation; log of updates."""

    source_name = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Whom to name: the collection, report or organisation.")
    )
    source_url = models.URLField(
        _("address of the source"),
        max_length=500,
        blank=True,
        help_text=_("For what was taken over from elsewhere. A practice that was imported cannot be without it."),
    )
    source_licence = models.CharField(_("licence of the source"), max_length=255, blank=True)
    source_year = models.PositiveSmallIntegerField(
        _("year of the source's record"), null=True, blank=True, help_text=_("Not the year of the practice.")
    )
    source_keywords = models.JSONField(
        _("source keywords"), default=list, blank=True, help_text=_("Words of the source that have no term here.")
    )
    website = models.URLField(_("website of the practice"), max_length=500, blank=True)
    citation = models.CharField(
        _("citation"), max_length=500, blank=True, help_text=_("Left empty, it is made from title, source and year.")
    )
    licence = models.CharField(
        _("licence of this text"),
        max_length=100,
        blank=True,
        default="CC BY-SA 4.0",
        help_text=_("For your own text. Leave it empty for somebody else's: the licence of the source holds for that."),
    )
    last_confirmed = models.DateField(
        _("last confirmed"), null=True, blank=True, help_text=_("When somebody responsible last said: still true.")
    )
    next_review = models.DateField(_("next review"), null=True, blank=True)

    source_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel(name) for name in _SOURCE], heading=_("Source")),
        MultiFieldPanel([FieldPanel("citation"), FieldPanel("licence")], heading=_("Citation and licence")),
        MultiFieldPanel([FieldRowPanel([FieldPanel(name) for name in _REVIEW])], heading=_("Proof of life")),
        InlinePanel("updates", heading=_("Log of updates"), label=_("update")),
    ]
    source_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *(
            SynchronizedField(name, overridable=False)
            for name in (*_SOURCE, "source_keywords", "citation", "licence", *_REVIEW)
        ),
        TranslatableField("updates"),
    ]

    class Meta:
        abstract = True
