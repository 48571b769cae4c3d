"""The sitemap: public, live, completely translated pages with their other languages, and what apps above add."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.models import Page

from kb.querysets import BasePageQuerySet
from kb.sitemaps import registered_parts


class PageSitemap(Sitemap[Page]):
    """Every page that anybody may read, in parts of 5,000. The same for every reader: members get no other."""

    limit = 5000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> BasePageQuerySet:
        pages = BasePageQuerySet(Page).readable_by(AnonymousUser()).without_aliases().complete()
        return pages.filter(depth__gt=1).order_by("pk").select_related("locale")

    def location(self, item: Page) -> str:
        return str(item.get_url(self.request) or "")

    def lastmod(self, item: Page) -> datetime | None:
        published: datetime | None = item.last_published_at
        return published

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database: the list of the parts needs no page."""
        latest: datetime | None = self.items().order_by().aggregate(latest=Max("last_published_at"))["latest"]
        return latest

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Adds each page's other languages, in one query for all."""
        urls = super().get_urls(page, site, protocol)
        keys = {url["item"].translation_key for url in urls}
        languages: dict[UUID, list[dict[str, str]]] = defaultdict(list)
        for other in self.items().filter(translation_key__in=keys).order_by("locale__pk"):
            location = f"{protocol}://{site.domain}{self.location(other)}"
            languages[other.translation_key].append({"location": location, "lang_code": other.locale.language_code})
        for url in urls:
            alternates = languages[url["item"].translation_key]
            url["alternates"] = alternates if len(alternates) > 1 else []
        return urls


def sitemaps(request: HttpRequest) -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    """The sitemaps for one request, which remembers where the site's pages begin: each address needs it."""
    return {"pages": PageSitemap(request), **{name: make(request) for name, make in registered_parts().items()}}


def index(request: HttpRequest) -> HttpResponse:
    """The list of the sitemap's parts."""
    return views.index(request, sitemaps(request), sitemap_url_name="sitemap_part")


def part(request: HttpRequest, section: str) -> HttpResponse:
    """One part."""
    return views.sitemap(request, sitemaps(request), section)


urlpatterns = [
    path("sitemap.xml", index, name="sitemap"),
    path("sitemap-<slug:section>.xml", part, name="sitemap_part"),
]
