"""Whom to ask, and what they are willing to do."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

_WILLING = ("willing_to_answer", "willing_to_host", "willing_to_co_apply", "willing_to_train")
_FIELDS = ("contact_name", "contact_email", *_WILLING)


class PeopleMixin(models.Model):
    """A contact, whose address only editors see, and what the contact offers."""

    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True, help_text=_("Never shown on the page."))
    willing_to_answer = models.BooleanField(_("answers questions"), default=False)
    willing_to_host = models.BooleanField(_("hosts study visits"), default=False)
    willing_to_co_apply = models.BooleanField(_("applies for funds together"), default=False)
    willing_to_train = models.BooleanField(_("trains others"), default=False)

    people_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("contact_name"), FieldPanel("contact_email")], heading=_("Contact")),
        MultiFieldPanel([FieldPanel(name) for name in _WILLING], heading=_("The people behind it")),
    ]
    people_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField(name, overridable=False) for name in _FIELDS
    ]

    class Meta:
        abstract = True
