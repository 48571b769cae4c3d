"""Practices on the same issue: the source that ``kb.similar`` asks."""

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

from kb.reading import Reading
from search.engines.protocol import Hit
from search.overview import is_country
from search.request import PRACTICE, SearchRequest
from search.site import find
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.models import PageTerm

# So many are looked at, to find some from other countries among them.
LOOKED_AT = 40


def same_issue(reading: Reading, most: int) -> Sequence[UUID]:
    """Practices that share a theme with this one, those of other countries first, each country once before any twice,
    those that share the most themes before others.

    One question to the engine, and one query for the countries of what it found.
    """
    own = {group.scheme: group.terms for group in reading.terms}
    themes = tuple(sorted(term.code for term in own.get(Scheme.THEME, ())))
    if not themes:
        return ()
    request = SearchRequest(kind=PRACTICE, filters={"theme": themes}, language=reading.language)
    result = find(request, reading.user, page_size=LOOKED_AT, facets=())
    hits = [hit for hit in result.hits if hit.key != reading.page.translation_key]
    ids = {scheme: {term.id for term in own.get(scheme, ())} for scheme in (Scheme.THEME, Scheme.COUNTRY)}
    return _far_first(hits, ids[Scheme.THEME], ids[Scheme.COUNTRY], most)


def _far_first(
    hits: Sequence[Hit], themes: Collection[int | None], own: Collection[int | None], most: int
) -> list[UUID]:
    """Those that share the most of the themes first, so that of each country the most alike is the first."""
    rows = PageTerm.objects.filter(
        page__original_record__translation_key__in=[hit.key for hit in hits],
        term__scheme__in=(Scheme.COUNTRY, Scheme.THEME),
    ).order_by("sort_order")
    countries: dict[UUID, list[int]] = {}
    shared: Counter[UUID] = Counter()
    for key, term in rows.values_list("page__translation_key", "term_id"):
        entry = directory().get(term)
        if entry and entry.scheme == Scheme.THEME:
            shared[key] += entry.id in themes
        elif entry and is_country(entry):
            countries.setdefault(key, []).append(entry.id)
    seen: Counter[int | None] = Counter()
    places: dict[UUID, tuple[bool, int, int]] = {}
    for place, hit in enumerate(sorted(hits, key=lambda hit: -shared[hit.key])):
        found = countries.get(hit.key, [])
        first = found[0] if found else None
        seen[first] += 1
        places[hit.key] = (not found or any(country in own for country in found), seen[first], place)
    return sorted(places, key=lambda key: places[key])[:most]
