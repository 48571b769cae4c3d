"""Which page of a set of translations is the original."""

import uuid
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

if TYPE_CHECKING:
    from kb.models.base_page import BasePage


class OriginalManager(models.Manager["Original"]):
    def page_of(self, page: Page) -> "BasePage":
        """The original of ``page``'s set of translations, as its specific type; ``page`` itself if none is recorded."""
        original = self.filter(translation_key=page.translation_key).values_list("page_id", flat=True).first()
        if original is None or original == page.pk:
            return cast("BasePage", page.specific)
        # The pages of a set are of one type: one query instead of two.
        model = page.specific_class or Page
        found = model._default_manager.filter(pk=original).first() or Page.objects.get(pk=original).specific
        return cast("BasePage", found)

    def is_original(self, page: Page) -> bool:
        """True for the original, and for a page whose set has none recorded yet (it is about to become it)."""
        recorded = self.filter(translation_key=page.translation_key).values_list("page_id", flat=True).first()
        return recorded is None or recorded == page.pk

    def ensure(self, page: Page) -> None:
        """Records ``page`` as the original of its set unless the set has one already."""
        self.get_or_create(translation_key=page.translation_key, defaults={"page": page})


class Original(models.Model):
    """One row per translation key: names the page that the others are translations of.

    A page of any language can be it. Facet values, year, place, care and consent are read from the original, always.
    """

    translation_key = models.UUIDField(_("translation key"), primary_key=True, default=uuid.uuid4, editable=False)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="original_record", verbose_name=_("page"))

    objects = OriginalManager()

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.page_id}"
