"""What matches a query, and with which score: ``search.engines.query`` and ``search.ranking`` define both."""

from dataclasses import dataclass

import numpy as np

from search.documents import KIND, LANGUAGE
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.vectors import Array, facet_token
from search.engines.embedded.words import Finder, Found
from search.engines.query import EngineQuery, Unit, Wording
from search.ranking import OTHER_LANGUAGE, READER_LANGUAGE


@dataclass(frozen=True, slots=True)
class Matches:
    """Slots that match, ascending; score of each, and the place of its best language in ``languages`` (or -1).

    ``partial``: no document has all words.
    """

    slots: Array
    scores: Array
    best: Array
    languages: tuple[str, ...]
    partial: bool = False

    def at(self, places: Array) -> "Matches":
        """Some of them."""
        return Matches(self.slots[places], self.scores[places], self.best[places], self.languages, self.partial)


@dataclass(frozen=True, slots=True)
class _Tried:
    """The query in one language. Of each slot that has something of it: the words that are had, what the text and the
    concepts are worth."""

    size: int
    slots: Array
    had: Array
    text: Array
    concepts: Array

    def matching(self, partial: bool) -> "_Tried":
        """What matches of it."""
        fits = self.had >= (-(-self.size // 2) if partial else self.size)
        return _Tried(self.size, self.slots[fits], self.had[fits], self.text[fits], self.concepts[fits])

    def scores(self, partial: bool) -> Array:
        total = self.text + self.concepts
        return total * self.had // self.size if partial else total


def match(snapshot: Snapshot, query: EngineQuery) -> Matches:
    """The documents of the query's kind that match its words; everything of the kind if it has none."""
    finder = Finder(snapshot, query)
    possible = _of_kind(snapshot, query)
    if query.excluded:
        possible &= ~finder.excluded()
    if not query.wordings:
        slots = np.flatnonzero(possible)
        zeros = np.zeros(len(slots), dtype=np.int64)
        return Matches(slots, zeros, zeros - 1, ())
    concepts = [finder.concept(concept) for concept in query.concepts]
    trial = _Trial(snapshot, finder, concepts, possible)
    tried = [trial.of(query.wordings[language], language) for language in query.languages]
    for partial in (False, True):
        fitting = [one.matching(partial) for one in tried]
        if any(len(one.slots) for one in fitting):
            return _matches(snapshot, query, fitting, partial)
    nothing = np.empty(0, dtype=np.int64)
    return Matches(nothing.astype(np.intp), nothing, nothing, query.languages)


def _of_kind(snapshot: Snapshot, query: EngineQuery) -> Array:
    possible = np.zeros(snapshot.slots, dtype=bool)
    if query.kind is None:
        possible[snapshot.columns.live] = True
    else:
        possible[snapshot.postings(facet_token(KIND, query.kind)).slots] = True
    return possible


class _Trial:
    """Tries wordings, one after the other, with sums over all slots that are zero in between."""

    def __init__(self, snapshot: Snapshot, finder: Finder, concepts: list[Found], possible: Array) -> None:
        self.finder, self.concepts, self.possible = finder, concepts, possible
        self.had, self.text, self.worth = (np.zeros(snapshot.slots, dtype=np.int64) for _sum in range(3))

    def of(self, wording: Wording, language: str) -> _Tried:
        for unit in wording.units:
            if unit.concepts:
                self._add_named(unit, language)
            else:
                self._add_words(unit, language)
        phrases = [self.finder.phrase(phrase) for phrase in wording.phrases]
        for found in phrases:
            self.text[found.slots] += found.impacts
        return self._taken(wording, [found.slots for found in phrases])

    def _taken(self, wording: Wording, phrases: list[Array]) -> _Tried:
        """What the sums hold of the slots that have every phrase, and a word if any is asked for. Zero from then on."""
        had_any = np.flatnonzero(self.had)
        slots = had_any if wording.units else phrases[0]
        for others in phrases:
            slots = slots[np.isin(slots, others, assume_unique=True)]
        slots = slots[self.possible[slots]]
        found = _Tried(wording.size, slots, self.had[slots], self.text[slots], self.worth[slots])
        for touched in (had_any, *phrases):
            self.had[touched] = self.text[touched] = self.worth[touched] = 0
        return found

    def _add_words(self, unit: Unit, language: str) -> None:
        for word in unit.words:
            found = self.finder.word(language, word)
            self.had[found.slots] += 1
            self.text[found.slots] += found.impacts

    def _add_named(self, unit: Unit, language: str) -> None:
        """A unit that names concepts: whoever has one of them has all its words; that is worth something beside what
        the text says of them."""
        had = self.had
        self.had = np.zeros_like(had)
        self._add_words(unit, language)
        worth = np.zeros_like(self.worth)
        for concept in (self.concepts[place] for place in unit.concepts):
            self.had[concept.has] = len(unit.words)
            np.maximum(worth, concept.worth, out=worth)
        self.worth += worth
        self.had += had


def _matches(snapshot: Snapshot, query: EngineQuery, fitting: list[_Tried], partial: bool) -> Matches:
    scores = np.full(snapshot.slots, -1, dtype=np.int64)
    texts = np.zeros(snapshot.slots, dtype=np.int64)
    best = np.full(snapshot.slots, -1, dtype=np.int64)
    for place, one in enumerate(fitting):
        scores[one.slots] = np.maximum(scores[one.slots], one.scores(partial))
        better = one.text > texts[one.slots]
        slots = one.slots[better]
        texts[slots] = one.text[better]
        best[slots] = place
    slots = np.flatnonzero(scores >= 0)
    readable = np.zeros(snapshot.slots, dtype=bool)
    readable[snapshot.postings(facet_token(LANGUAGE, query.language)).slots] = True
    factor = np.where(readable[slots], READER_LANGUAGE, OTHER_LANGUAGE)
    return Matches(slots, scores[slots] * factor, best[slots], query.languages, partial)
