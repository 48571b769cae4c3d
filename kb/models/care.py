"""The fields of care, for page types that have the choice."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from kb.enums import Care


class CareMixin(models.Model):
    """Adds the level of care and the consent it rests on. The value on the original counts: see kb.care."""

    care = models.CharField(
        _("care"),
        max_length=10,
        choices=Care.choices,
        default=Care.PUBLIC,
        help_text=_(
            "Members only: no public page, count, file or search shows it. Without the organisation's name: the name "
            "is left out everywhere. A change acts at once, in all languages, when it is published."
        ),
    )
    consent = models.BooleanField(
        _("consent given"),
        default=False,
        help_text=_("The organisation has agreed that this is published as it stands."),
    )
    consent_date = models.DateField(_("date of consent"), null=True, blank=True)

    care_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("care"), FieldPanel("consent"), FieldPanel("consent_date")], heading=_("Care"))
    ]
    care_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("care", overridable=False),
        SynchronizedField("consent", overridable=False),
        SynchronizedField("consent_date", overridable=False),
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        from kb.care import spread

        update_fields = kwargs.get("update_fields")
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            if (update_fields is None or "care" in update_fields) and self.is_original:  # type: ignore[attr-defined]
                spread(self)
        return result
