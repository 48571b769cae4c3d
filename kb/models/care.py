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
    # Counts the changes of care that were published. A revision that was made before the last one does not undo it.
    care_version = models.PositiveIntegerField(default=0, editable=False)
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
        SynchronizedField("care_version", overridable=False),
        SynchronizedField("consent", overridable=False),
        SynchronizedField("consent_date", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def care_as_set(self) -> tuple[str, int]:
        """The care and its version of the row in the database, whatever a draft says; this page's own before that."""
        rows = type(self)._base_manager.filter(pk=self.pk)
        return rows.values_list("care", "care_version").first() or (self.care, self.care_version)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The page with the content of a revision; the care is the page's, unless the revision has seen that one."""
        page = super().with_content_json(content)  # type: ignore[misc]
        care, version = self.care_as_set
        if content.get("care_version", 0) != version:
            page.care, page.care_version = care, version
        return page

    def save(self, *args: Any, **kwargs: Any) -> Any:
        from kb.care import spread
        from kb.page_locks import lock_sets

        update_fields = kwargs.get("update_fields")
        with transaction.atomic():
            says_care = update_fields is None or "care" in update_fields
            if says_care and self.is_original:  # type: ignore[attr-defined]
                if self.pk is not None:
                    lock_sets([self.translation_key])  # type: ignore[attr-defined]
                self._keep_or_change_care()
                if update_fields is not None:
                    kwargs["update_fields"] = {*update_fields, "care_version"}
            result = super().save(*args, **kwargs)
            if says_care and self.is_original:  # type: ignore[attr-defined]
                spread(self)
        return result

    def _keep_or_change_care(self) -> None:
        """Counts a change of care. A page that was read before the last change may only close what is open."""
        care, version = self.care_as_set
        if self.care != care and (self.care_version == version or self.care == Care.MEMBERS):
            self.care_version = version + 1
        else:
            self.care, self.care_version = care, version
