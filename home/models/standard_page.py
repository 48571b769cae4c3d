"""A page of free text: about, privacy, imprint, accessibility."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.cards import cards
from kb.fields import ARTICLE_FEATURES, PlainTextField, StoryField
from kb.models import BasePage
from kb.panels import texts
from kb.publishing import PublishRule, Required
from kb.searching import Searchable


class StandardPage(BasePage):
    """Title, introduction, text, and the pages below it."""

    introduction = PlainTextField(_("introduction"), words=50)
    body = StoryField(_("text"), features=ARTICLE_FEATURES)

    searchable = Searchable("page", summary=("introduction",))
    publish_rule = PublishRule(Required("title"), Required("body"))
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *texts("introduction", "body")]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        TranslatableField("introduction"),
        TranslatableField("body"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the pages below the original, in the order of the tree, in the reader's language if they are there."""
        context = super().get_context(request, *args, **kwargs)
        reading = context["reading"]
        below = StandardPage.objects.child_of(reading.facts).order_by("path").values_list("translation_key", flat=True)
        keys = list(below)
        pages = StandardPage.objects.filter(translation_key__in=keys).readable_by(reading.user)
        found = list(pages.one_per_set(reading.language).select_related("locale")) if keys else []
        found.sort(key=lambda page: keys.index(page.translation_key))
        return {**context, "below": cards(found, request, reading.language)}

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
