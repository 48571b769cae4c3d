"""What it took."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import LineField, PlainTextField
from kb.panels import texts

_FIELDS = ("preparation_time", "running_time", "people_skills", "in_kind", "funding_source")


class EffortMixin(models.Model):
    """Time, people, things and money. The amount of money is a term: the budget band."""

    preparation_time = LineField(_("preparation time"), words=10, example=_("Six weeks, one day a week."))
    running_time = LineField(_("running time"), words=10, example=_("One evening a month, for a year."))
    people_skills = PlainTextField(
        _("people and skills"), words=75, example=_("One coordinator (half time), twelve hosts, two interpreters.")
    )
    in_kind = PlainTextField(
        _("in-kind inputs"), words=50, example=_("The hall and its kitchen, lent by the municipality.")
    )
    funding_source = LineField(
        _("funding source"), words=25, example=_("Municipal culture fund; collection at the door.")
    )

    effort_panels: ClassVar[list[Panel]] = texts(*_FIELDS)
    effort_translatable_fields: ClassVar[list[BaseTranslatableField]] = [TranslatableField(name) for name in _FIELDS]

    class Meta:
        abstract = True
