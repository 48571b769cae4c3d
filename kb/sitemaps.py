"""The parts of the sitemap: that of the pages, and what apps above add."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.sitemaps import Sitemap

# Made anew for each request, which remembers where the site's pages begin.
Part = Callable[[HttpRequest], "Sitemap[Any]"]
_parts: dict[str, Part] = {}


def register_part(name: str, make: Part) -> None:
    """Adds a part with addresses that are no pages. Called from ``AppConfig.ready``; ``name`` stands in its address."""
    _parts[name] = make


def registered_parts() -> Mapping[str, Part]:
    return dict(_parts)
