"""The first page of each language."""

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from kb.cards import cards
from kb.fields import LineField, PlainTextField, StoryField
from kb.models import BasePage
from kb.panels import texts
from kb.reading import Reading
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.models.mixins import ResolvingMixin

# As many names as stand beside the search without making it longer.
MOST_NAMES = 6


class HomePage(ResolvingMixin, BasePage):
    """Says what this is, leads to the search, shows what is new. One per language, at the top of its tree."""

    promise = LineField(_("promise"), words=15, help_text=_("The one line that a visitor takes away."))
    introduction = StoryField(_("the network in its own words"), words=150)
    examples = PlainTextField(
        _("words to try"),
        words=15,
        help_text=_("Searches that are offered below the search box, each on a line of its own."),
    )
    names_of = models.ForeignKey(
        "taxonomy.Term",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": Scheme.METHOD, "replaced_by": None},
        verbose_name=_("method whose names are shown"),
        help_text=_("Beside the search box: its names in several languages. For example “World Café”."),
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        *texts("promise", "examples"),
        FieldPanel("names_of"),
        *texts("introduction"),
    ]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        TranslatableField("promise"),
        TranslatableField("introduction"),
        TranslatableField("examples"),
        SynchronizedField("names_of", overridable=False),
    ]

    searchable = None
    summary_fields = ("promise", "introduction")
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the newest practices, the next events and the latest news, in the reader's language if they can be; the
        searches to try; a method and its names.
        """
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
        return {
            **context,
            **{name: cards(pages, request, reading.language) for name, pages in lists.items()},
            "calendar": self._address_of("events.EventIndexPage", request),
            "examples": [line.strip() for line in self.examples.splitlines() if line.strip()],
            "method": directory().get(reading.facts.names_of_id),
            "names": names(reading.facts.names_of_id, reading.language),
        }

    def picture_texts(self, reading: Reading) -> dict[str, str]:
        return {"title": self.promise or self.title}

    def _address_of(self, model: str, request: HttpRequest) -> str:
        """The path of this language's page of a type of which each language has one; empty without it."""
        found = apps.get_model(model).objects.child_of(self).live().first()
        return (found.get_url(request) or "") if found else ""

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


def names(term_id: int | None, language: str) -> list[tuple[str, str]]:
    """``(name, language)`` of a term in the site's languages, each name once, the reader's first. At most
    ``MOST_NAMES``; fewer than two are no comparison, and none are given.
    """
    entry = directory().get(term_id)
    known = entry.names if entry else {}
    codes = [language, *(code for code, _name in settings.LANGUAGES if code != language)]
    found: dict[str, str] = {}
    for code in codes:
        if code in known:
            found.setdefault(known[code], code)
    return list(found.items())[:MOST_NAMES] if len(found) > 1 else []
