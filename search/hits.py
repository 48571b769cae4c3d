"""From the keys of a result to what readers are shown: pages in their language, in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils.text import Truncator
from wagtail.models import Page

from kb.cards import Card
from kb.care import conceal_with, is_member
from kb.enums import Care
from kb.models import BasePage
from kb.terms import TermGroup, terms
from kb.versions import Version, versions
from search.engines.protocol import Hit

# Longer summaries are cut: a list is read across, not down.
SNIPPET = 240


@dataclass(frozen=True)
class ShownHit:
    """One hit as a reader of a language sees it. ``page`` is in ``language``, which may not be the reader's."""

    key: UUID
    score: int
    page: BasePage
    language: str
    original: BasePage
    original_language: str
    url: str
    versions: Sequence[Version]
    terms: Mapping[str, TermGroup] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.page.searchable.kind if self.page.searchable else ""

    @property
    def is_for_members(self) -> bool:
        return getattr(self.original, "care", Care.PUBLIC) == Care.MEMBERS

    @property
    def snippet(self) -> str:
        """The beginning of what says what the page is about."""
        return Truncator(self.page.gist).chars(SNIPPET)


def load(hits: Iterable[Hit], language: str, user: Any, request: HttpRequest | None = None) -> list[ShownHit]:
    """The hits in their order, each in ``language`` if it is live in it, else where it matched, else the original.

    A hit whose page went in the meantime, or that ``user`` may not read, is left out. ``request`` remembers where the
    site's pages begin: without one, each address asks the cache for that.
    """
    hits = list(hits)
    keys = [hit.key for hit in hits]
    readable = versions(keys, request, user)
    chosen = {hit.key: _choose(readable[hit.key], language, hit.language) for hit in hits if hit.key in readable}
    pages = {page.pk: page for page in _pages(chosen)}
    originals = {page.translation_key: page for page in pages.values() if page.is_recorded}
    groups = terms(list(readable), language)
    member = is_member(user)
    shown: list[ShownHit] = []
    for hit in hits:
        version = chosen.get(hit.key)
        page, original = pages.get(version.page_id) if version else None, originals.get(hit.key)
        if version is None or page is None or original is None:
            continue
        conceal_with(page, original, member)
        named = getattr(original, "care", Care.PUBLIC) != Care.ANONYMOUS
        own = {group.scheme: group for group in groups.get(hit.key, ()) if named or not group.names_organisation}
        spoken = original.language_code
        facts = (page, version.language, page.original, spoken, version.url, readable[hit.key], own)
        shown.append(ShownHit(hit.key, hit.score, *facts))
    return shown


def as_cards(hits: Iterable[Hit], language: str, request: HttpRequest) -> list[Card]:
    """The hits as entries of a list, concealed as ``kb.cards`` would."""
    shown = load(hits, language, request.user, request)
    # A card tells the language of its original: in one query for all.
    prefetch_related_objects([hit.original for hit in shown], "locale")
    return [
        Card(hit.page, hit.original, hit.language, hit.url, hit.versions, hit.terms, hit.is_for_members)
        for hit in shown
    ]


def _pages(chosen: Mapping[UUID, Version]) -> Any:
    """The chosen pages and the originals of their sets, as their types; one query, and one for each type."""
    wanted = Q(pk__in=[version.page_id for version in chosen.values()])
    originals = Q(original_record__translation_key__in=list(chosen))
    known = {"is_recorded": F("original_record__translation_key"), "language_code": F("locale__language_code")}
    return Page.objects.filter(wanted | originals).annotate(**known).specific()


def _choose(found: Sequence[Version], language: str, matched: str | None) -> Version:
    by_language = {version.language: version for version in found}
    original = next((version for version in found if version.is_original), found[0])
    return by_language.get(language) or by_language.get(matched or "") or original
