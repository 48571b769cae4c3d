"""Words, phrases and concepts of a query as arrays over the slots of a snapshot."""

from dataclasses import dataclass

import numpy as np

from search.engines.embedded.placing import one_after_the_other
from search.engines.embedded.reading import word_tokens
from search.engines.embedded.snapshot import NOTHING, Postings, Snapshot
from search.engines.embedded.vectors import Array, facet_token
from search.engines.query import Concept, EngineQuery, Phrase, QueryWord
from search.ranking import MENTION, TAGGED, idf

# What a form counts that is no guess.
_WHOLE_FORM = 100


@dataclass(frozen=True, slots=True)
class Found:
    """Which slots have a concept, and what that is worth (0 for those that have it not), dense."""

    has: Array
    worth: Array


class Finder:
    """Looks words up in one snapshot, each list once."""

    def __init__(self, snapshot: Snapshot, query: EngineQuery) -> None:
        self.snapshot, self.query = snapshot, query
        self._forms: dict[tuple[str, str], Postings] = {}

    def word(self, language: str, word: QueryWord) -> Postings:
        """The slots with one of the word's forms, each with the best of them."""
        lists = [self._weighted(language, form, weight) for form, weight in word.forms]
        return self._best([found for found in lists if len(found.slots)])

    def phrase(self, phrase: Phrase) -> Postings:
        """The slots with the phrase, each with the sum of its words' values."""
        words = [self._word(phrase.language, place) for place in phrase.places]
        if len(words) == 1:
            return words[0]
        if not all(len(word.slots) for word in words):
            return NOTHING
        slots = one_after_the_other([self._places(phrase.language, place) for place in phrase.places])
        total = np.zeros(len(slots), dtype=np.int64)
        for word in words:
            # Whoever has the phrase has each of its words.
            total += word.impacts[np.searchsorted(word.slots, slots)]
        return Postings(slots, total)

    def concept(self, concept: Concept) -> Found:
        """Which slots have the concept, and what that is worth."""
        worth = np.zeros(self.snapshot.slots, dtype=np.int64)
        for phrase in concept.mentions:
            found = self.phrase(phrase)
            worth[found.slots] = np.maximum(worth[found.slots], found.impacts * MENTION // 100)
        worth[self.snapshot.postings(facet_token(concept.scheme, concept.term)).slots] += TAGGED
        return Found(worth > 0, worth)

    def excluded(self) -> Array:
        """The slots that the query excludes, dense."""
        out = np.zeros(self.snapshot.slots, dtype=bool)
        for language, words in self.query.excluded.words.items():
            for word in words:
                out[self.word(language, word).slots] = True
        for phrase in self.query.excluded.phrases:
            out[self.phrase(phrase).slots] = True
        for scheme, term in self.query.excluded.terms:
            out[self.snapshot.postings(facet_token(scheme, term)).slots] = True
        return out

    def _word(self, language: str, forms: tuple[str, ...]) -> Postings:
        return self.word(language, QueryWord(tuple((form, _WHOLE_FORM) for form in forms)))

    def _places(self, language: str, forms: tuple[str, ...]) -> Array:
        tokens = [token for form in forms for token in word_tokens(language, form, self.query.reader)]
        return np.concatenate([self.snapshot.places(token) for token in tokens])

    def _weighted(self, language: str, form: str, weight: int) -> Postings:
        found = self._form(language, form)
        return Postings(found.slots, found.impacts * weight)

    def _form(self, language: str, form: str) -> Postings:
        """The list of a form as the reader may see it, with its values."""
        place = (language, form)
        if place not in self._forms:
            lists = [self.snapshot.postings(token) for token in word_tokens(language, form, self.query.reader)]
            found = self._best([Postings(p.slots, p.impacts.astype(np.int64)) for p in lists if len(p.slots)])
            documents = self.snapshot.columns.languages[language]
            self._forms[place] = Postings(found.slots, found.impacts * idf(documents, len(found.slots)))
        return self._forms[place]

    def _best(self, lists: list[Postings]) -> Postings:
        """The union of lists, with the best value of each slot."""
        if len(lists) < 2:
            return lists[0] if lists else NOTHING
        scratch = self.snapshot.scratch()
        for postings in lists:
            scratch[postings.slots] = np.maximum(scratch[postings.slots], postings.impacts)
        slots = np.unique(np.concatenate([postings.slots for postings in lists]))
        values = scratch[slots]
        scratch[slots] = 0
        return Postings(slots, values)
