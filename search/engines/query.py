"""A query as engines take it: analysed, resolved, within its limits (``search.query`` makes it). What matches, and in
which order, is defined here and in ``search.ranking``, once for every engine.

**What matches.** The query is tried in some languages (``wordings``); in each of them it has *units*, and each unit has
words. In a language, a document *has* a word if its text in it has one of the word's forms, and all words of a unit if
it has one of the unit's concepts. It has a concept if it is tagged with the term (or a narrower one: documents hold
their ancestors), or if one of its texts, in whatever language, has one of the concept's mentions.

A document matches if in one of the languages it has all words of all units and every phrase, and none of what is
excluded. Where no document has all (of the query's kind that its reader may find, whatever the filters), those match
that have at least half of the words in one of the languages and every phrase there: ``EngineResult.partial`` says so.

A phrase is words one after the other in one field of a text, each by its base (``search.analysis``); a phrase of one
word is that word, by any of its forms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.documents import Value
from search.enums import Audience, Sort

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word as the tokens that a text may have for it, each once, with its weight in hundredths (1 to 100)."""

    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other in a text of a language: for each place the tokens that stand for it."""

    language: str
    places: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A term that words of the query name, and its labels as texts mention it."""

    scheme: str
    term: int
    mentions: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that belong together because they name concepts (places in ``EngineQuery.concepts``), or a single one."""

    words: tuple[QueryWord, ...]
    concepts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The query as it is understood in one language."""

    units: tuple[Unit, ...] = ()
    phrases: tuple[Phrase, ...] = ()

    @property
    def size(self) -> int:
        """The words that a document has to have."""
        return sum(len(unit.words) for unit in self.units)


@dataclass(frozen=True, slots=True)
class Excluded:
    """What takes a document out: a word or a phrase in its text of a language, or a term that it is tagged with."""

    words: Mapping[str, tuple[QueryWord, ...]] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.terms)


NOTHING_EXCLUDED = Excluded()


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """``wordings`` by language, each with at least one unit or phrase; without any, everything is browsed.

    ``filters``: per facet the values, one of which a document must have (OR within, AND across). ``year_from`` and
    ``year_to`` (inclusive) are the selection of the facet "year". ``kind`` restricts before anything is counted.
    ``reader`` decides what exists at all, ``language`` is the reader's. ``facets``: the names to count.
    """

    wordings: Mapping[str, Wording] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    excluded: Excluded = NOTHING_EXCLUDED
    filters: Mapping[str, frozenset[Value]] = field(default_factory=dict)
    year_from: int | None = None
    year_to: int | None = None
    kind: str | None = None
    reader: Audience = Audience.PUBLIC
    language: str = "en"
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    facets: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are tried: the reader's first, so that it wins between equal scores; then by code."""
        return tuple(sorted(self.wordings, key=lambda language: (language != self.language, language)))


def plain_words(*words: tuple[str, ...]) -> Wording:
    """A wording of single words, each given as its forms."""
    return Wording(tuple(Unit((QueryWord(tuple((form, 100) for form in dict.fromkeys(forms))),)) for forms in words))
