"""Words to scores: best form per word, AND and sum over words, best text per document."""

from dataclasses import dataclass

import numpy as np

from search.engines.embedded.snapshot import NOTHING, Postings, Snapshot
from search.engines.embedded.vectors import Array, members_token, word_token
from search.engines.protocol import EngineQuery
from search.enums import Audience
from search.ranking import OTHER_LANGUAGE, READER_LANGUAGE, idf


@dataclass(frozen=True, slots=True)
class Matches:
    """Slots that match, ascending; score of each, and the place of its best language in ``languages`` (or -1)."""

    slots: Array
    scores: Array
    best: Array
    languages: tuple[str, ...]


def word_tokens(query: EngineQuery) -> list[str]:
    """The tokens of the words of a query, in all its languages."""
    tokens: dict[str, None] = {}
    for language, words in query.words.items():
        for forms in words:
            for form in forms:
                tokens[word_token(language, form)] = None
                if query.reader == Audience.MEMBERS:
                    tokens[members_token(language, form)] = None
    return list(tokens)


def search_order(query: EngineQuery) -> tuple[str, ...]:
    """The languages of a query: the reader's first, so that it wins between equal scores; then by code."""
    return tuple(sorted(query.words, key=lambda language: (language != query.language, language)))


def browse(snapshot: Snapshot) -> Matches:
    """Everything that is there, without scores."""
    slots = snapshot.columns.live
    zeros = np.zeros(len(slots), dtype=np.int64)
    return Matches(slots, zeros, zeros - 1, ())


def match(snapshot: Snapshot, query: EngineQuery) -> Matches:
    """The documents with a text that has every word of its language."""
    languages = search_order(query)
    found: list[tuple[Postings, int]] = []
    for place, language in enumerate(languages):
        texts = _match_language(snapshot, query, language)
        if len(texts.slots):
            found.append((texts, place))
    if not found:
        return Matches(NOTHING.slots, NOTHING.impacts, NOTHING.impacts, languages)
    scores = np.zeros(snapshot.slots, dtype=np.int64)
    best = np.full(snapshot.slots, -1, dtype=np.int64)
    for texts, place in found:
        better = texts.impacts > scores[texts.slots]
        slots = texts.slots[better]
        scores[slots] = texts.impacts[better]
        best[slots] = place
    slots = np.flatnonzero(scores)
    return Matches(slots, scores[slots], best[slots], languages)


def _match_language(snapshot: Snapshot, query: EngineQuery, language: str) -> Postings:
    documents = snapshot.columns.languages[language]
    words: list[list[Postings]] = []
    for forms in query.words[language]:
        lists = [found for form in dict.fromkeys(forms) if len((found := _form(snapshot, query, language, form)).slots)]
        if not lists:
            return NOTHING
        words.append([Postings(p.slots, p.impacts.astype(np.int64) * idf(documents, len(p.slots))) for p in lists])
    if not words:
        return NOTHING
    # The rarest word first: what is left to look at can only get less.
    words.sort(key=lambda lists: sum(len(p.slots) for p in lists))
    total = _best(snapshot, words[0])
    for lists in words[1:]:
        total = _and(snapshot, total, lists)
    return Postings(total.slots, total.impacts * (READER_LANGUAGE if language == query.language else OTHER_LANGUAGE))


def _form(snapshot: Snapshot, query: EngineQuery, language: str, form: str) -> Postings:
    """The list of a form as the reader may see it: for members also what only their texts have."""
    public = snapshot.postings(word_token(language, form))
    if query.reader != Audience.MEMBERS:
        return public
    return _best(snapshot, [public, snapshot.postings(members_token(language, form))])


def _best(snapshot: Snapshot, lists: list[Postings]) -> Postings:
    """The union of lists, with the best value of each slot."""
    filled = [postings for postings in lists if len(postings.slots)]
    if len(filled) < 2:
        return filled[0] if filled else NOTHING
    scratch = snapshot.scratch()
    for postings in filled:
        scratch[postings.slots] = np.maximum(scratch[postings.slots], postings.impacts)
    slots = np.unique(np.concatenate([postings.slots for postings in filled]))
    values = scratch[slots]
    scratch[slots] = 0
    return Postings(slots, values)


def _and(snapshot: Snapshot, total: Postings, lists: list[Postings]) -> Postings:
    """What has the word too, with its value added."""
    scratch = snapshot.scratch()
    for postings in lists:
        scratch[postings.slots] = np.maximum(scratch[postings.slots], postings.impacts)
    added = scratch[total.slots]
    both = added > 0
    for postings in lists:
        scratch[postings.slots] = 0
    return Postings(total.slots[both], total.impacts[both] + added[both])
