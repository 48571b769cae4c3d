"""From the keys of a result to what readers are shown: pages in their language, in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.text import Truncator
from wagtail.models import Page

from kb.care import conceal_with, is_member
from kb.enums import Care
from kb.models import BasePage, Original
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
    original: BasePage
    url: str
    versions: Sequence[Version]
    terms: Mapping[str, TermGroup] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return str(self.page.locale.language_code)

    @property
    def kind(self) -> str:
        return self.page.searchable.kind if self.page.searchable else ""

    @property
    def is_for_members(self) -> bool:
        return getattr(self.original, "care", Care.PUBLIC) == Care.MEMBERS

    @property
    def snippet(self) -> str:
        """The promise, else the beginning of the summary."""
        texts = (getattr(self.page, name, "") for name in ("promise", "summary", "introduction"))
        return Truncator(next(filter(None, texts), "")).chars(SNIPPET)


def load(hits: Iterable[Hit], language: str, user: Any) -> list[ShownHit]:
    """The hits in their order, each in ``language`` if it is live in it, else where it matched, else the original.

    A hit whose page went in the meantime, or that ``user`` may not read, is left out.
    """
    hits = list(hits)
    keys = [hit.key for hit in hits]
    readable = versions(keys, None, user)
    originals = dict(Original.objects.filter(translation_key__in=readable).values_list("translation_key", "page_id"))
    chosen = {hit.key: _choose(readable[hit.key], language, hit.language) for hit in hits if hit.key in readable}
    wanted = {version.page_id for version in chosen.values()} | set(originals.values())
    specific = {page.pk: page for page in Page.objects.filter(pk__in=wanted).select_related("locale").specific()}
    groups = terms(list(readable), language)
    member = is_member(user)
    shown: list[ShownHit] = []
    for hit in hits:
        page = specific.get(chosen[hit.key].page_id) if hit.key in chosen else None
        original = specific.get(originals.get(hit.key, 0))
        if page is None or original is None:
            continue
        conceal_with(page, original, member)
        named = getattr(original, "care", Care.PUBLIC) != Care.ANONYMOUS
        own = {group.scheme: group for group in groups.get(hit.key, ()) if named or not group.names_organisation}
        url = chosen[hit.key].url
        shown.append(ShownHit(hit.key, hit.score, page, page.original, url, readable[hit.key], own))
    return shown


def _choose(found: Sequence[Version], language: str, matched: str | None) -> Version:
    by_language = {version.language: version for version in found}
    original = next((version for version in found if version.is_original), found[0])
    return by_language.get(language) or by_language.get(matched or "") or original
