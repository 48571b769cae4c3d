"""A build of everything into a new generation, beside the one that answers."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

import numpy as np
from django.db import transaction

from search.documents import Document
from search.engines.embedded.bulk import insert_new
from search.engines.embedded.chunk import Chunk
from search.engines.embedded.placing import NONE, packed
from search.engines.embedded.state import Generation, State, SupersededError
from search.engines.embedded.vectors import Prepared, is_word
from search.engines.embedded.writing import next_chunk
from search.enums import Audience
from search.models import SearchEntry, SearchIndex, SearchPosting, SearchTitles
from search.ranking import Averages

# Public documents whose texts give the average lengths: more would hardly move an average.
SAMPLE = 4096
_PLACE = ("generation", "audience")


class Build:
    """One rebuild. The lock is held for one chunk at a time, so that publishing goes on meanwhile."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.using = state.using
        self.number = 0
        self.written = 0

    def run(self, documents: Iterable[Document]) -> int:
        """Builds, lets the new generation answer, and returns how many documents came from ``documents``.

        ``documents`` is read twice, and the second time anew: what it yields must not be older than the begin of the
        build, or a change made meanwhile would be lost. Raises ``SupersededError`` if another rebuild begins.
        """
        if iter(documents) is documents:
            raise TypeError("A rebuild reads its documents twice: give a collection, not a generator.")
        public = (document for document in documents if document.audience == Audience.PUBLIC)
        averages = Averages.of(list(islice(public, SAMPLE)))
        with transaction.atomic(using=self.using):
            row = self.state.lock()
            self.number = row.building = self.state.create(averages).number
            row.save(update_fields=["building"])
        waiting: dict[int, list[Prepared]] = defaultdict(list)
        for document in documents:
            group = waiting[document.audience]
            group.append(Prepared.of(document, averages))
            if len(group) == self.state.chunk_size:
                self._write(waiting.pop(document.audience))
        for group in waiting.values():
            self._write(group)
        self._finish()
        return self.written

    def _locked(self) -> SearchIndex:
        row = self.state.lock()
        if row.building != self.number:
            raise SupersededError("Another rebuild has begun; this one stopped. Let the other one end.")
        return row

    def _write(self, group: list[Prepared]) -> None:
        with transaction.atomic(using=self.using):
            self._locked()
            generation = self.state.open(self.number)
            entries = SearchEntry.objects.using(self.using).filter(generation=self.number)
            known = set(entries.filter(key__in=[p.document.key for p in group]).values_list("key", flat=True))
            fresh: list[Prepared] = []
            for prepared in group:
                if prepared.document.key not in known:
                    known.add(prepared.document.key)
                    fresh.append(prepared)
            if fresh:
                write_chunk(generation, fresh)
                self.written += len(fresh)

    def _finish(self) -> None:
        with transaction.atomic(using=self.using):
            row = self._locked()
            row.active, row.building = self.number, None
            row.save(update_fields=["active", "building"])
            tombstones = SearchEntry.objects.using(self.using).filter(generation=self.number, chunk=None)
            tombstones.delete()
        self.state.collect()


def write_chunk(generation: Generation, group: list[Prepared]) -> None:
    """Writes a new chunk with these documents, which are of one audience and new to the generation."""
    audience, number = group[0].audience, next_chunk(generation)
    chunk = Chunk(generation.number, audience, number, generation.chunk_size)
    postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    placed: dict[str, dict[int, bytes]] = defaultdict(dict)
    titles: dict[str, tuple[list[int], list[bytes]]] = defaultdict(lambda: ([], []))
    for ordinal, prepared in enumerate(group):
        chunk.put(ordinal, prepared.document, generation.dictionary)
        for token, impact in prepared.vector.tokens.items():
            ordinals, impacts = postings[token]
            ordinals.append(ordinal)
            impacts.append(impact)
        for token, places in prepared.vector.places.items():
            placed[token][ordinal] = packed(places)
        for language, key in prepared.vector.titles.items():
            ordinals, keys = titles[language]
            ordinals.append(ordinal)
            keys.append(key)
    place = (generation.number, int(audience))
    rows = [
        (
            *(*place, token, number, _packed(ordinals), _packed(impacts) if is_word(token) else b""),
            b"".join(placed[token].get(ordinal, NONE) for ordinal in ordinals) if token in placed else b"",
        )
        for token, (ordinals, impacts) in sorted(postings.items())
    ]
    insert_new(SearchPosting, (*_PLACE, "token", "chunk", "ordinals", "impacts", "positions"), rows, generation.using)
    titled = [
        (*place, language, number, _packed(ordinals), b"".join(keys))
        for language, (ordinals, keys) in sorted(titles.items())
    ]
    insert_new(SearchTitles, (*_PLACE, "language", "chunk", "ordinals", "keys"), titled, generation.using)
    chunk.save(generation.dictionary, generation.using)
    generation.save()
    entries = [
        (*place, prepared.document.key, prepared.document.version, number, ordinal, prepared.packed)
        for ordinal, prepared in enumerate(group)
    ]
    insert_new(SearchEntry, (*_PLACE, "key", "version", "chunk", "ordinal", "vector"), entries, generation.using)


def _packed(values: list[int]) -> bytes:
    return np.array(values, dtype="<u2").tobytes()
