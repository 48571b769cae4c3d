"""What was learned, the failures too."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import StoryField
from kb.panels import texts

_FIELDS = ("what_worked", "what_was_hard", "dos", "donts", "what_did_not_work")


class LearningMixin(models.Model):
    """What made it work, what was hard, advice, and, for members only, what did not work."""

    what_worked = StoryField(
        _("what made it work"), words=100, help_text=_("The few things without which it would have failed.")
    )
    what_was_hard = StoryField(_("what was hard and how it was overcome"), words=100)
    dos = StoryField(_("do"), words=75, help_text=_("Advice to somebody who starts tomorrow."))
    donts = StoryField(_("do not"), words=75)
    what_did_not_work = StoryField(
        _("what did not work"),
        words=100,
        help_text=_("Only members see this, in every language: on no public page, in no public search, no export."),
    )

    learning_panels: ClassVar[list[Panel]] = texts(*_FIELDS)
    learning_translatable_fields: ClassVar[list[BaseTranslatableField]] = [TranslatableField(name) for name in _FIELDS]

    class Meta:
        abstract = True
