"""Practices on the same issue: the source that ``kb.similar`` asks."""

from collections.abc import Sequence
from uuid import UUID

from kb.reading import Reading
from search.engines.protocol import Hit
from search.request import SearchRequest
from search.site import find
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.models import PageTerm

# So many are looked at, to find some from other countries among them.
LOOKED_AT = 40


def same_issue(reading: Reading, most: int) -> Sequence[UUID]:
    """Practices that share a theme with this one, those of other countries first, each country once before any twice.

    Two questions: the countries of those that were found, and the engine's.
    """
    terms = list(PageTerm.objects.filter(page=reading.facts.pk).values_list("term_id", flat=True))
    entries = [entry for term in terms if (entry := directory().get(term))]
    themes = tuple(sorted({entry.code for entry in entries if entry.scheme == Scheme.THEME}))
    if not themes:
        return ()
    own = {entry.id for entry in entries if entry.scheme == Scheme.COUNTRY}
    request = SearchRequest(kind="practice", filters={"theme": themes}, language=reading.language)
    result = find(request, reading.user, page_size=LOOKED_AT, facets=())
    hits = [hit for hit in result.hits if hit.key != reading.page.translation_key]
    return _far_first(hits, own, most)


def _far_first(hits: Sequence[Hit], own: set[int], most: int) -> list[UUID]:
    countries: dict[UUID, int] = {}
    known = {entry.id for entry in directory().terms(Scheme.COUNTRY)}
    rows = PageTerm.objects.filter(
        page__original_record__translation_key__in=[hit.key for hit in hits], term__scheme=Scheme.COUNTRY
    ).order_by("sort_order")
    for key, term in rows.values_list("page__translation_key", "term_id"):
        if term in known:
            countries.setdefault(key, term)
    seen: dict[int | None, int] = {}
    places: dict[UUID, tuple[bool, int, int]] = {}
    for place, hit in enumerate(hits):
        country = countries.get(hit.key)
        seen[country] = seen.get(country, 0) + 1
        places[hit.key] = (country is None or country in own, seen[country], place)
    return sorted(places, key=lambda key: places[key])[:most]
