"""The same words and filters through Wagtail's own search backend, with ``facet()`` for every facet.

The page type declares what a site has to declare that relies on that search: its texts as ``SearchField``, what it
counts as ``FilterField``. Filters by term go in as ``pk__in`` of the rows of terms: a filter across that relation is
what the backend refuses. What comes back differs from ours and cannot be made the same: pages instead of practices,
counted in every language that matches; scores of pages, with no word about the reader's language.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from modelsearch.query import MATCH_ALL, Or, PlainText, SearchQuery
from wagtail.search import index

from practices.models import PracticePage
from search.bench.corpus import TREES
from search.documents import DEPTH, KIND, LANGUAGE, YEAR
from search.engines.query import EngineQuery
from search.enums import Sort
from taxonomy.models import PageTerm

# Facet → what facet() is called with. All terms of a page are rows of one relation.
TERMS = "page_terms__term"
FIELDS = {KIND: "content_type_id", LANGUAGE: "locale_id", DEPTH: "content_depth", YEAR: "year_start"}
_SEARCH_FIELDS = [
    index.SearchField("summary"),
    index.SearchField("situation"),
    index.FilterField("content_depth"),
    index.FilterField("year_start"),
    index.FilterField(TERMS),
]


@contextmanager
def declared_fields() -> Iterator[None]:
    """The page type with its texts and facets declared for Wagtail's search; as it was afterwards."""
    before = PracticePage.search_fields
    PracticePage.search_fields = [*before, *_SEARCH_FIELDS]
    try:
        yield
    finally:
        PracticePage.search_fields = before


def backend_of(using: str) -> Any:
    """What ``wagtail.search.backends.database`` is on this database. To be made where queries are routed to it."""
    if connections[using].vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend

        return PostgresSearchBackend({})
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

    return SQLiteSearchBackend({})


def build(backend: Any, using: str) -> None:
    """Fills Wagtail's index, as ``rebuild_modelsearch_index`` does for one model."""
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(PracticePage))
    search_index = rebuilder.start()
    search_index.add_model(PracticePage)
    pages = PracticePage.objects.using(using).order_by("pk")
    last = 0
    while batch := list(pages.filter(pk__gt=last)[:1000]):
        search_index.add_items(PracticePage, batch)
        last = batch[-1].pk
    rebuilder.finish()


class WagtailSearch:
    """Answers queries of the engine as far as Wagtail's search can.

    ``everywhere``: in all languages, with one ``facet()`` for each facet. Otherwise the least that could do: in the
    reader's language, and one ``facet()`` for all facets of terms that have no selection.
    """

    def __init__(self, backend: Any, using: str, locales: Mapping[str, int], everywhere: bool) -> None:
        self.backend, self.using, self.locales, self.everywhere = backend, using, locales, everywhere

    def search(self, query: EngineQuery) -> tuple[list[PracticePage], int, dict[str, dict[Any, int]]]:
        """The first pages, the number of all pages, and per facet the pages of each value."""
        hits = list(self._results(query, None, ranked=True)[: query.page_size])
        return hits, self._results(query, None).count(), self._counts(query)

    def _counts(self, query: EngineQuery) -> dict[str, dict[Any, int]]:
        counts: dict[str, dict[Any, int]] = {}
        unfiltered: dict[Any, int] = {}
        for facet in query.facets:
            own = facet if facet in query.filters else None
            if facet not in TREES:
                counts[facet] = self._results(query, own).facet(FIELDS[facet])
            elif own or self.everywhere:
                counts[facet] = self._results(query, own).facet(TERMS)
            else:
                unfiltered = unfiltered or self._results(query, None).facet(TERMS)
                counts[facet] = unfiltered
        return counts

    def _results(self, query: EngineQuery, without: str | None, ranked: bool = False) -> Any:
        # What is only counted needs no scores: with them Wagtail's counts take many times as long.
        return self.backend.search(self._words(query), self._pages(query, without), order_by_relevance=ranked)

    def _words(self, query: EngineQuery) -> SearchQuery:
        def phrase(language: str) -> PlainText:
            words = (word for unit in query.wordings[language].units for word in unit.words)
            return PlainText(" ".join(word.forms[0][0] for word in words), operator="and")

        if not query.wordings:
            return MATCH_ALL
        return Or([phrase(language) for language in query.wordings]) if self.everywhere else phrase(query.language)

    def _pages(self, query: EngineQuery, without: str | None) -> "QuerySet[PracticePage]":
        pages: QuerySet[PracticePage] = PracticePage.objects.using(self.using).filter(live=True)
        if not self.everywhere:
            pages = pages.filter(locale=self.locales[query.language])
        for facet, values in query.filters.items():
            if facet != without:
                rows = PageTerm.objects.using(self.using).filter(term__in=sorted(values, key=str))
                pages = pages.filter(pk__in=rows.values("page"))
        return pages.order_by("-first_published_at") if query.sort == Sort.NEWEST else pages
