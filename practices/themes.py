"""The addresses of themes: each stands below the index of themes of its language, and needs no page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from kb.context import Link
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme

if TYPE_CHECKING:
    from kb.reading import Reading


@dataclass(frozen=True)
class ThemeAddresses:
    """``index`` is the path of the index of themes; empty where there is none for the reader."""

    index: str

    def of(self, theme: Entry) -> str:
        """The path of a theme; empty where there is no index."""
        # Addresses of pages have no dots, codes have no underscores.
        return f"{self.index}{theme.code.replace('.', '_')}/" if self.index else ""


def theme_addresses(request: HttpRequest, language: str) -> ThemeAddresses:
    """Where the themes are for the request's reader, in ``language``. One query."""
    from practices.models import ThemeIndexPage

    user = getattr(request, "user", None) or AnonymousUser()
    page = ThemeIndexPage.objects.in_language(language).readable_by(user).first()
    return ThemeAddresses(page.get_url(request) or "" if page else "")


def theme_at(segment: str) -> Entry | None:
    """The theme of the last part of an address, a merged one's successor; None if there is none."""
    return directory().by_code(Scheme.THEME, segment.replace("_", "."))


def wider_themes(theme: Entry, addresses: ThemeAddresses, language: str) -> list[Link]:
    """The themes above one, the widest first."""
    known = directory()
    above = [known.get(term_id) for term_id in reversed(known.ancestors(theme.id))]
    return [_link(entry, addresses, language) for entry in above if entry]


def _link(theme: Entry, addresses: ThemeAddresses, language: str) -> Link:
    label, spoken = theme.named(language)
    return Link(label, addresses.of(theme), spoken)


def way_to(reading: "Reading") -> Sequence[Link]:
    """The way to a page by its first theme: the wider themes, then that one; empty where it has none."""
    groups = (group for group in reading.terms if group.scheme == Scheme.THEME)
    theme = next((directory().by_code(Scheme.THEME, group.terms[0].code) for group in groups), None)
    addresses = theme_addresses(reading.request, reading.language) if theme else ThemeAddresses("")
    if theme is None or not addresses.index:
        return []
    return [*wider_themes(theme, addresses, reading.language), _link(theme, addresses, reading.language)]
