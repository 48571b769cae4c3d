"""What every public page shows around its content: names, navigation, languages, footer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from kb.care import shown_title
from kb.languages import language_name
from kb.models import FooterLink, SiteSettings, SiteText
from kb.querysets import BasePageQuerySet
from kb.versions import Version, versions


@dataclass(frozen=True)
class Link:
    """A link of the site, with the language of its title."""

    title: str
    url: str
    language: str
    path: str = ""

    @property
    def name(self) -> str:
        """The language's own name."""
        return language_name(self.language)


def website(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``website``. It asks nothing of the database until a template does."""
    return {"website": site_context(request)}


def site_context(request: HttpRequest) -> "SiteContext":
    """The site around the request's page: asked for once, whoever asks."""
    found: SiteContext | None = getattr(request, "_site_context", None)
    if found is None:
        found = SiteContext(request)
        request._site_context = found  # type: ignore[attr-defined]
    return found


def address(name: str, language: str, **arguments: Any) -> str:
    """The address of the view ``name`` under the prefix of ``language``."""
    with translation.override(language):
        return reverse(name, kwargs=arguments)


class SiteContext:
    """The site around the page of one request, in the language of the request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = str(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE))

    @cached_property
    def settings(self) -> Any:
        """The site's settings, or None before anybody gave them."""
        found = Site.find_for_request(self.request)
        if found is None:
            return None
        links = Prefetch("links", FooterLink.objects.select_related("page"))
        rows = SiteSettings.objects.filter(site=found).prefetch_related("texts", "funders", links)
        return rows.select_related("logo").first()

    @cached_property
    def text(self) -> SiteText | None:
        return self.settings.text(self.language) if self.settings else None

    @property
    def text_language(self) -> str:
        """The language of name, promise and disclaimer."""
        return self.text.language if self.text else self.language

    @property
    def name(self) -> str:
        """The site's name; without one in this language, the title of this language's home page."""
        if self.text and self.text.language == self.language:
            return self.text.name
        if self.home and self.home.language == self.language:
            return self.home.title
        return self.text.name if self.text else str(settings.WAGTAIL_SITE_NAME)

    @property
    def name_language(self) -> str:
        """The language of the name."""
        return self.home.language if self.home and self.name == self.home.title else self.text_language

    @cached_property
    def logo(self) -> Any:
        return self.settings.logo if self.settings else None

    @cached_property
    def _versions(self) -> dict[UUID, list[Version]]:
        """The home pages and the footer's pages in their languages, in one query for both."""
        links = self.settings.links.all() if self.settings else []
        keys = {*self._root_keys, *(row.page.translation_key for row in links)}
        return versions(keys, self.request, self.request_user)

    @cached_property
    def _root_keys(self) -> list[UUID]:
        found = Site.find_for_request(self.request)
        return [found.root_page.translation_key] if found else []

    @cached_property
    def languages(self) -> list[Link]:
        """The home page of each language that has one, in the order of the languages."""
        homes = [home for key in self._root_keys for home in self._versions.get(key, [])]
        return [Link(home.title, home.url, home.language, home.path) for home in homes]

    @property
    def request_user(self) -> Any:
        return getattr(self.request, "user", None)

    @cached_property
    def home(self) -> Link | None:
        """The home page in this language, or the first there is."""
        return next((home for home in self.languages if home.language == self.language), None) or next(
            iter(self.languages), None
        )

    @cached_property
    def navigation(self) -> Sequence[Link]:
        """The pages below this language's home that are to be in menus."""
        if self.home is None:
            return []
        below = {"path__startswith": self.home.path, "depth": len(self.home.path) // Page.steplen + 1}
        pages = BasePageQuerySet(Page).filter(show_in_menus=True, **below)
        pages = pages.readable_by(self.request_user).with_anonymity().order_by("path")
        return [
            Link(shown_title(page), page.get_url(self.request) or "", self.home.language, page.path) for page in pages
        ]

    def above(self, page: Page) -> list[Link]:
        """The entries of the menu that ``page`` stands below."""
        return [link for link in self.navigation if page.path.startswith(link.path) and page.path != link.path]

    @cached_property
    def footer_links(self) -> list[Link]:
        """The links of the footer, each to its page in this language, else in its own."""
        rows = list(self.settings.links.all()) if self.settings else []
        found = ((self._versions.get(row.page.translation_key, []), row.page_id) for row in rows)
        links = (_in_language(pages, self.language, page_id) for pages, page_id in found)
        return [Link(version.title, version.url, version.language) for version in links if version]

    @cached_property
    def funders(self) -> list[tuple[Any, Any]]:
        """Funders and their emblems (an image, or None)."""
        rows = list(self.settings.funders.all()) if self.settings else []
        emblems = get_image_model().objects.filter(pk__in=[row.emblem_id for row in rows if row.emblem_id])
        by_id = (
            {image.pk: image for image in emblems.prefetch_renditions("max-240x96").prefetch_related("texts")}
            if rows
            else {}
        )
        return [(row, by_id.get(row.emblem_id)) for row in rows]

    @property
    def sign_in_url(self) -> str:
        return address("sign_in", self.language)

    @property
    def sign_out_url(self) -> str:
        return address("sign_out", self.language)


def _in_language(found: Sequence[Version], language: str, page_id: int) -> Version | None:
    in_language = next((version for version in found if version.language == language), None)
    return in_language or next((version for version in found if version.page_id == page_id), None)
