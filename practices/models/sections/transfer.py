"""What somebody elsewhere needs to know before using it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from kb.fields import StoryField
from kb.panels import texts

_FIELDS = ("must_stay", "may_change", "conditions_needed", "good_for", "not_good_for")


class TransferMixin(models.Model):
    """What must stay and what may change; the toolkit: files, links, related practices."""

    must_stay = StoryField(_("what must stay"), words=75, help_text=_("Take this away and it is another practice."))
    may_change = StoryField(
        _("what may change"), words=75, help_text=_("What others have changed, or could, without harm.")
    )
    conditions_needed = StoryField(_("conditions needed"), words=75)
    good_for = StoryField(_("good for"), words=50)
    not_good_for = StoryField(_("not good for"), words=50)

    transfer_panels: ClassVar[list[Panel]] = [
        *texts(*_FIELDS),
        MultiFieldPanel(
            [
                InlinePanel("resources", heading=_("Files and links"), label=_("file or link")),
                InlinePanel("related_practices", heading=_("Related practices"), label=_("practice")),
            ],
            heading=_("Toolkit"),
        ),
    ]
    transfer_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *(TranslatableField(name) for name in _FIELDS),
        SynchronizedField("resources", overridable=False),
        SynchronizedField("related_practices", overridable=False),
    ]

    class Meta:
        abstract = True
