"""Generated corpora and requests: few words, terms and dates, so that they meet often."""

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import strategies as st

from search.documents import ATTRIBUTES, Document, DocumentText
from search.engines.protocol import EngineQuery
from search.enums import Audience, Depth, Sort, TextStatus

LANGUAGES = ("en", "tr", "sl", "el")
WORDS = ("water", "youth", "çay", "IŞIK", "ışık", "Žito", "κοινωνία", "café", "Straße", "mladi", "ne")
# Term → its ancestors and itself, as sources give them.
TERMS = {"theme": {1: {1}, 2: {1, 2}, 3: {1, 3}, 4: {4}}, "country": {10: {10}, 11: {10, 11}, 12: {12}}}
KINDS = ("practice", "method")
YEARS = (2017, 2018, 2020)
FACETS = (*TERMS, *ATTRIBUTES)

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
keys = st.integers(0, 40).map(lambda number: UUID(int=number << 60 | number))
document_texts = st.builds(
    DocumentText, title=titles, summary=texts, body=texts, members_body=texts, status=st.sampled_from(TextStatus)
)


def _with_ancestors(scheme: str) -> st.SearchStrategy[frozenset[int]]:
    chosen = st.sets(st.sampled_from(sorted(TERMS[scheme])), max_size=2)
    return chosen.map(lambda ids: frozenset().union(*(TERMS[scheme][term] for term in ids)))


documents = st.builds(
    Document,
    key=keys,
    kind=st.sampled_from(KINDS),
    language=st.sampled_from(LANGUAGES),
    texts=st.dictionaries(st.sampled_from(LANGUAGES), document_texts, min_size=1, max_size=3),
    audience=st.sampled_from((Audience.PUBLIC, Audience.PUBLIC, Audience.MEMBERS)),
    terms=st.fixed_dictionaries({scheme: _with_ancestors(scheme) for scheme in TERMS}),
    depth=st.sampled_from(("", *Depth.values)),
    year=st.none() | st.sampled_from(YEARS),
    published=st.none() | st.sampled_from([datetime(2024, 1, day, tzinfo=UTC) for day in (1, 2, 3)]),
    confirmed=st.none() | st.sampled_from([date(2025, 5, 1), date(2025, 6, 1)]),
    evidence=st.integers(0, 4),
)
corpora = st.lists(documents, max_size=14)

_forms = st.lists(st.sampled_from(("water", "youth", "cay", "isik", "zito", "cafe", "strasse", "κοινωνια", "x")),
                  min_size=1, max_size=2).map(tuple)  # fmt: skip
_words = st.lists(_forms, min_size=1, max_size=2).map(tuple)
_filters = st.fixed_dictionaries(
    {},
    optional={
        "theme": st.frozensets(st.sampled_from((1, 2, 3, 4, 99)), min_size=1, max_size=2),
        "country": st.frozensets(st.sampled_from((10, 11, 12)), min_size=1, max_size=2),
        "kind": st.frozensets(st.sampled_from((*KINDS, "event")), min_size=1, max_size=2),
        "language": st.frozensets(st.sampled_from(LANGUAGES), min_size=1, max_size=2),
        "depth": st.frozensets(st.sampled_from(Depth.values), min_size=1, max_size=2),
        "year": st.frozensets(st.sampled_from(YEARS), min_size=1, max_size=2),
    },
)
queries = st.builds(
    EngineQuery,
    words=st.just({}) | st.dictionaries(st.sampled_from(LANGUAGES), _words, min_size=1, max_size=4),
    filters=_filters,
    year_from=st.none() | st.none() | st.sampled_from(YEARS),
    year_to=st.none() | st.none() | st.sampled_from(YEARS),
    kind=st.none() | st.none() | st.sampled_from(KINDS),
    reader=st.sampled_from(Audience),
    language=st.sampled_from((*LANGUAGES, "bg")),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 4),
    page_size=st.sampled_from((2, 5, 50)),
    facets=st.just(FACETS),
)
