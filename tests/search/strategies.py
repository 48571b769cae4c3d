"""Generated corpora and requests: few words, terms and dates, so that they meet often."""

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import strategies as st

from search.documents import ATTRIBUTES, Document, DocumentText
from search.engines.query import Concept, EngineQuery, Excluded, Phrase, QueryWord, Unit, Wording
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

# Tokens that texts of these words have, as they are written or as their base, and one that none has.
_FORMS = (
    "water",
    "youth",
    "cay",
    "isik",
    "isig",
    "zito",
    "cafe",
    "caf",
    "strasse",
    "mladi",
    "ne",
    "κοινωνια",
    "κοινων",
    "x",
)
_form = st.sampled_from(_FORMS)
_words = st.dictionaries(_form, st.sampled_from((100, 100, 30)), min_size=1, max_size=3).map(
    lambda forms: QueryWord(tuple(forms.items()))
)
_place = st.sets(_form, min_size=1, max_size=3).map(lambda forms: tuple(sorted(forms)))
_places = st.lists(_place, min_size=1, max_size=3).map(tuple)
_phrases = st.builds(Phrase, language=st.sampled_from(LANGUAGES), places=_places)
_concepts = st.builds(
    Concept,
    scheme=st.just("theme"),
    term=st.sampled_from((1, 2, 3, 4, 99)),
    mentions=st.lists(_phrases, max_size=3).map(tuple),
)
# Two concepts are in every query that has any: which are named, the units say.
_units = st.builds(
    Unit,
    words=st.lists(_words, min_size=1, max_size=2).map(tuple),
    concepts=st.just(())
    | st.just(())
    | st.sets(st.sampled_from((0, 1)), max_size=2).map(lambda chosen: tuple(sorted(chosen))),
)


def _wordings(languages: list[str]) -> st.SearchStrategy[dict[str, Wording]]:
    def wording(language: str) -> st.SearchStrategy[Wording]:
        phrases = st.lists(st.builds(Phrase, language=st.just(language), places=_places), min_size=1, max_size=2)
        return st.builds(
            Wording,
            units=st.lists(_units, min_size=1, max_size=3).map(tuple),
            phrases=st.just(()) | st.just(()) | phrases.map(tuple),
        ) | st.builds(Wording, phrases=phrases.map(tuple))

    return st.fixed_dictionaries({language: wording(language) for language in languages})


_excluded = st.builds(
    Excluded,
    words=st.dictionaries(st.sampled_from(LANGUAGES), st.lists(_words, min_size=1, max_size=2).map(tuple), max_size=2),
    phrases=st.lists(_phrases, max_size=1).map(tuple),
    terms=st.lists(st.tuples(st.just("theme"), st.sampled_from((1, 2, 99))), max_size=1).map(tuple),
)
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
    wordings=st.just({}) | st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).flatmap(_wordings),
    concepts=st.tuples(_concepts, _concepts),
    excluded=st.just(Excluded()) | st.just(Excluded()) | _excluded,
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
