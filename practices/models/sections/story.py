"""The story: where it started, what it wanted, how it was done, what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, Panel
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import StoryField
from kb.panels import texts


class StoryMixin(models.Model):
    """Starting situation, goal, steps, participants, results, voices."""

    situation = StoryField(
        _("starting situation"),
        words=150,
        help_text=_("What was the matter, for whom, and what had been tried before?"),
    )
    goal = StoryField(
        _("goal"), words=75, help_text=_("What should be different afterwards, and how would one see it?")
    )
    participants = StoryField(
        _("who took part, and how"),
        words=150,
        help_text=_("Who decided, who did the work, who was asked, who was missing?"),
    )
    results = StoryField(
        _("results"),
        words=150,
        help_text=_("What changed, for whom, how lasting is it? Numbers belong to the indicators."),
    )

    story_panels: ClassVar[list[Panel]] = [
        *texts("situation", "goal"),
        InlinePanel(
            "steps",
            heading=_("Steps"),
            label=_("step"),
            help_text=_("What somebody would do who wanted to do the same, in order."),
        ),
        *texts("participants", "results"),
        InlinePanel("voices", heading=_("Voices"), label=_("voice")),
    ]
    story_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("situation"),
        TranslatableField("goal"),
        TranslatableField("steps"),
        TranslatableField("participants"),
        TranslatableField("results"),
        TranslatableField("voices"),
    ]

    class Meta:
        abstract = True
