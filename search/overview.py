"""How many practices there are of each theme, country, method: what pages other than the result tell of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from kb.collation import collation_key
from kb.context import address
from kb.geo.marks import shapes
from search.documents import KIND, Value
from search.engines.protocol import Hit
from search.enums import Sort
from search.query import SearchResult
from search.request import PRACTICE, SearchRequest
from search.site import find
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme

# What an overview counts, in one question to the engine.
COUNTED = ("theme", "country", "method")


@dataclass(frozen=True)
class CountedTerm:
    """A term with the number of practices that have it or one of its narrower terms, each practice once.

    ``label`` is in ``language``. ``url`` is the result page of these practices; with ``count`` 0 it is empty.
    """

    entry: Entry
    label: str
    language: str
    count: int
    url: str
    children: Sequence["CountedTerm"] = ()

    @property
    def code(self) -> str:
        return self.entry.code


def share(count: int, most: int) -> int:
    """``count`` in per cent of ``most``, for a bar: 0 only for none."""
    return max(1, round(100 * count / most)) if count else 0


def is_country(entry: Entry) -> bool:
    """Whether a term of the scheme is a country: not a region, the Union, or a part of a country."""
    return "iso3" in entry.external or entry.code in shapes()


class Overview:
    """The practices that one reader may find, counted. ``filters`` narrows them, as in an address.

    One question to the engine, when first needed; its answer has the ``newest`` practices too, if asked for.
    """

    def __init__(
        self, language: str, user: Any, filters: Mapping[str, Sequence[str]] | None = None, newest: int = 0
    ) -> None:
        self.language, self.user, self.wanted = language, user, newest
        self.filters = {name: tuple(codes) for name, codes in (filters or {}).items()}

    @cached_property
    def _result(self) -> SearchResult:
        request = SearchRequest(
            kind=PRACTICE,
            filters=self.filters,
            language=self.language,
            sort=Sort.NEWEST if self.wanted else Sort.RELEVANCE,
        )
        return find(request, self.user, page_size=max(self.wanted, 1), facets=COUNTED)

    @property
    def newest(self) -> Sequence[Hit]:
        """The ``newest`` practices that were asked for, the last one first."""
        return self._result.hits[: self.wanted]

    @property
    def url(self) -> str:
        """The result page of all of them."""
        return self._result_page(self.filters)

    def _result_page(self, filters: Mapping[str, tuple[str, ...]]) -> str:
        query = SearchRequest(filters={**filters, KIND: (PRACTICE,)}, language=self.language).query_string()
        return f"{address('search', self.language)}?{query}"

    @property
    def total(self) -> int:
        return self._result.total

    def total_without(self, name: str) -> int:
        """The number of practices if the filter ``name`` were not made."""
        return self._result.without.get(name, self.total)

    def tree(self, scheme: str) -> list[CountedTerm]:
        """The terms of a scheme of ``COUNTED`` in the editors' order, those without a practice among them."""
        counts = self._result.counts[scheme]
        return [self._counted(entry, counts) for entry in directory().roots(scheme)]

    def used(self, scheme: str) -> list[CountedTerm]:
        """Every term that practices have, at whatever level, the most first; groups that only hold others too."""
        counts = self._result.counts[scheme]
        entries = (directory().get(int(term)) for term, count in counts.items() if count)
        terms = [self._counted(entry, counts, deep=False) for entry in entries if entry]
        return sorted(terms, key=lambda term: (-term.count, collation_key(term.label, self.language)))

    def one(self, entry: Entry) -> CountedTerm:
        """A single term of a scheme of ``COUNTED``."""
        return self._counted(entry, self._result.counts[entry.scheme], deep=False)

    @cached_property
    def countries(self) -> list[CountedTerm]:
        """Every country that practices have, the most first; no regions."""
        return [term for term in self.used(Scheme.COUNTRY) if is_country(term.entry)]

    def ranking(self, most: int) -> list[tuple[CountedTerm, int]]:
        """At most so many of the countries, each with its share of the first one's practices."""
        first = self.countries[:most]
        return [(term, share(term.count, first[0].count)) for term in first]

    def _counted(self, entry: Entry, counts: Mapping[Value, int], deep: bool = True) -> CountedTerm:
        label, language = entry.named(self.language)
        count = counts.get(entry.id, 0)
        url = self._result_page({**self.filters, entry.scheme: (entry.code,)}) if count else ""
        below = [self._counted(child, counts) for child in directory().children(entry.id)] if deep else []
        return CountedTerm(entry, label, language, count, url, below)


def site_overview(request: HttpRequest, language: str) -> Overview:
    """All practices for the request's reader: asked for once in a request, whoever counts."""
    kept: dict[str, Overview] = request.__dict__.setdefault("_overviews", {})
    if language not in kept:
        kept[language] = Overview(language, getattr(request, "user", None) or AnonymousUser())
    return kept[language]
