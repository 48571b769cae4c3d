"""The part of the sitemap that no pages stand for: the themes."""

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap

from practices.models import ThemeIndexPage
from practices.themes import ThemeAddresses
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme

# A theme in one language: its address and that language.
Item = tuple[Entry, str, str]

if TYPE_CHECKING:
    ItemSitemap = Sitemap[Item]
else:
    ItemSitemap = Sitemap


class ThemeSitemap(ItemSitemap):
    """Every theme in each language in which it has a name and there is an index of themes. One query."""

    def items(self) -> list[Item]:
        return self._themes

    @cached_property
    def _themes(self) -> list[Item]:
        pages = ThemeIndexPage.objects.readable_by(AnonymousUser()).without_aliases().complete()
        # A tree begins with its language's prefix, so that the path in it is the address: no page is loaded.
        found = pages.order_by("locale__pk").values_list("locale__language_code", "url_path")
        indexes = [(language, ThemeAddresses(path)) for language, path in found]
        themes = sorted(directory().terms(Scheme.THEME), key=lambda entry: entry.code)
        return [
            (entry, language, addresses.of(entry))
            for entry in themes
            for language, addresses in indexes
            if language in entry.names
        ]

    def location(self, item: Item) -> str:
        return item[2]

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Adds each theme's other languages."""
        urls = super().get_urls(page, site, protocol)
        languages: dict[int, list[dict[str, str]]] = defaultdict(list)
        for entry, language, path in self.items():
            languages[entry.id].append({"location": f"{protocol}://{site.domain}{path}", "lang_code": language})
        for url in urls:
            alternates = languages[url["item"][0].id]
            url["alternates"] = alternates if len(alternates) > 1 else []
        return urls
