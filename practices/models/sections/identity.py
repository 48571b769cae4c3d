"""What the practice is, in one line, one paragraph and one minute."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from kb.fields import LineField, PlainTextField
from kb.panels import texts


class IdentityMixin(models.Model):
    """Promise, summary, the four sentences of “in one minute”, and the lead image."""

    promise = LineField(
        _("one-line promise"),
        words=30,
        help_text=_("What somebody gains who does the same. Shown under the title and in lists."),
        example=_("Neighbours who never met cook together, and nobody on the street eats alone."),
    )
    summary = PlainTextField(
        _("summary"),
        words=100,
        help_text=_("What was done, by whom, where, and what came of it. Readers often read nothing else."),
    )
    minute_problem = PlainTextField(
        _("the problem"),
        words=25,
        example=_("Newcomers and long-time residents of one valley shared a bus stop, and not a word."),
    )
    minute_action = PlainTextField(
        _("what was done"),
        words=25,
        example=_("Five organisations held a World Café in the market hall, twice a year."),
    )
    minute_change = PlainTextField(
        _("what changed"), words=25, example=_("Eleven tables became four standing groups that still meet.")
    )
    minute_needs = PlainTextField(
        _("what it takes"), words=25, example=_("A hall, twelve trained hosts, two days of preparation, coffee.")
    )
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
        help_text=_("A picture of the practice itself. Its credit and licence are kept with the image."),
    )
    lead_image_alt = LineField(
        _("what the picture shows"),
        words=25,
        help_text=_("For readers who cannot see it. Left empty, the image's own text in this language is used."),
        example=_("Eight people of all ages around a table covered with paper, one of them drawing."),
    )

    identity_panels: ClassVar[list[Panel]] = [
        *texts("promise", "summary"),
        MultiFieldPanel(
            texts("minute_problem", "minute_action", "minute_change", "minute_needs"), heading=_("In one minute")
        ),
        MultiFieldPanel([FieldPanel("lead_image"), *texts("lead_image_alt")], heading=_("Picture")),
    ]
    identity_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("promise"),
        TranslatableField("summary"),
        TranslatableField("minute_problem"),
        TranslatableField("minute_action"),
        TranslatableField("minute_change"),
        TranslatableField("minute_needs"),
        SynchronizedField("lead_image", overridable=False),
        TranslatableField("lead_image_alt"),
    ]

    class Meta:
        abstract = True
