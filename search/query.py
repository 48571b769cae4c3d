"""From the reader's question to the engine's, and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from django.conf import settings

from search.documents import Value
from search.engines.protocol import Engine, Hit
from search.engines.query import PAGE_SIZE, EngineQuery
from search.enums import Audience
from search.facets import BY_NAME, FACETS
from search.request import SearchRequest
from search.terms import TermDirectory, without_ancestors
from search.understanding import Understanding, Understood

ALL_FACETS = tuple(facet.name for facet in FACETS)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer. ``request`` is the question with the page that was given. ``counts`` and ``without``: see
    ``EngineResult``; chosen values are in the counts even if no document has them. ``partial``: nothing has all
    words of the question, and these have at least half of them."""

    request: SearchRequest
    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[Value, int]]
    without: Mapping[str, int]
    understood: Understood
    partial: bool
    pages: int
    milliseconds: float


def chosen_values(request: SearchRequest, directory: TermDirectory) -> dict[str, set[Value]]:
    """Per facet the chosen values, codes of terms as ids."""
    chosen: dict[str, set[Value]] = {}
    for name, codes in request.filters.items():
        if BY_NAME[name].attribute:
            chosen[name] = set(codes)
        else:
            entries = (directory.resolve(name, code) for code in codes)
            chosen[name] = {entry.id for entry in entries if entry}
    return chosen


def engine_query(
    request: SearchRequest,
    directory: TermDirectory,
    reader: Audience = Audience.PUBLIC,
    page_size: int = PAGE_SIZE,
    facets: tuple[str, ...] = ALL_FACETS,
) -> tuple[EngineQuery, Understood]:
    """The request as engines take it, and what its words are taken for."""
    understood = understand(request, directory)
    filters: dict[str, frozenset[Value]] = {}
    for name, values in chosen_values(request, directory).items():
        if BY_NAME[name].hierarchical:
            terms = without_ancestors({value for value in values if isinstance(value, int)}, directory)
            filters[name] = frozenset(terms)
        else:
            filters[name] = frozenset(values)
    query = EngineQuery(
        wordings=understood.wordings,
        concepts=understood.concepts,
        excluded=understood.excluded,
        filters={name: values for name, values in filters.items() if values},
        year_from=request.year_from,
        year_to=request.year_to,
        kind=request.kind,
        reader=reader,
        language=request.language,
        sort=request.sort,
        page=request.page,
        page_size=page_size,
        facets=facets,
    )
    return query, understood


def understand(request: SearchRequest, directory: TermDirectory) -> Understood:
    """What the words of a request mean to its reader."""
    if not request.q:
        return Understood()
    languages = [code for code, _name in settings.LANGUAGES]
    without = [(scheme, code) for scheme, _colon, code in (name.partition(":") for name in request.without)]
    return Understanding(request.language, languages, directory).of(request.q, without)


def answer(
    engine: Engine,
    request: SearchRequest,
    directory: TermDirectory,
    reader: Audience = Audience.PUBLIC,
    page_size: int = PAGE_SIZE,
    facets: tuple[str, ...] = ALL_FACETS,
) -> SearchResult:
    """Asks the engine. ``milliseconds`` is the time of analysis and engine."""
    begin = perf_counter()
    query, understood = engine_query(request, directory, reader, page_size, facets)
    result = engine.search(query)
    counts = {facet: dict(found) for facet, found in result.counts.items()}
    for name, values in chosen_values(request, directory).items():
        for value in values:
            counts.get(name, {}).setdefault(value, 0)
    return SearchResult(
        request=request.on_page(result.page),
        hits=result.hits,
        total=result.total,
        counts=counts,
        without=result.without,
        understood=understood,
        partial=result.partial,
        pages=max(1, -(-result.total // page_size)),
        milliseconds=(perf_counter() - begin) * 1000,
    )
