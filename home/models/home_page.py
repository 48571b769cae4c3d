"""The first page of each language."""

from typing import Any, ClassVar

from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.cards import cards
from kb.fields import LineField, StoryField
from kb.models import BasePage
from kb.panels import texts


class HomePage(BasePage):
    """Says what this is, leads to the search, shows what is new. One per language, at the top of its tree."""

    promise = LineField(_("promise"), words=15, help_text=_("The one line that a visitor takes away."))
    introduction = StoryField(_("the network in its own words"), words=150)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *texts("promise", "introduction")]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        TranslatableField("promise"),
        TranslatableField("introduction"),
    ]

    searchable = None
    summary_fields = ("promise", "introduction")
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the newest practices, the next events and the latest news, in the reader's language if they can be."""
        context = super().get_context(request, *args, **kwargs)
        reading = context["reading"]

        def of(model: str) -> Any:
            pages = apps.get_model(model).objects.readable_by(reading.user).one_per_set(reading.language)
            return pages.select_related("locale")

        practices = apps.get_model("practices.PracticePage").objects
        newest = practices.newest(reading.user, reading.language, 6)
        lists = {
            "practices": newest.select_related("locale"),
            "events": of("events.EventPage").upcoming(timezone.now())[:3],
            "news": of("home.NewsPage").order_by("-date", "-pk")[:3],
        }
        return {**context, **{name: cards(pages, request, reading.language) for name, pages in lists.items()}}

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
