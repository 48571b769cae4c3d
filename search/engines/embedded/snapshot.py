"""What a query has read, as arrays over *slots*: chunk by chunk, one place per possible document."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kb.collation import WIDTH
from search.engines.embedded.columns import CACHE, Blobs
from search.engines.embedded.dictionary import Dictionary, shared_dictionary
from search.engines.embedded.placing import keys_of
from search.engines.embedded.statement import CHUNK, GENERATION, POSITIONS, POSTING, Row, Wanted, read
from search.engines.embedded.vectors import Array, numbers
from search.enums import Audience


@dataclass(frozen=True, slots=True)
class Postings:
    """Slots that have a token, each once, and their impacts (empty for facet values)."""

    slots: Array
    impacts: Array


NOTHING = Postings(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.int64))


class Snapshot:
    """One state of the index, as far as a query needs it."""

    def __init__(self, using: str, reader: Audience, wanted: Wanted) -> None:
        chunks: list[Row] = []
        self._lists: dict[str, list[Row]] = defaultdict(list)
        self._titles: dict[str, list[Row]] = defaultdict(list)
        self._placed: dict[str, list[Row]] = defaultdict(list)
        self.chunk_size = 0
        self.dictionary: Dictionary = shared_dictionary("[]")
        known = CACHE.known()
        for row in read(using, reader, list(known), wanted):
            if row[0] == POSTING:
                self._lists[row[1]].append(row)
            elif row[0] == POSITIONS:
                self._placed[row[1]].append(row)
            elif row[0] == CHUNK:
                chunks.append(row)
            elif row[0] == GENERATION:
                self.chunk_size, self.dictionary = row[2], shared_dictionary(row[1])
            else:
                self._titles[row[1]].append(row)
        chunks.sort(key=lambda row: row[2])
        self._base = {row[2]: place * self.chunk_size for place, row in enumerate(chunks)}
        self.columns = CACHE.columns(
            {row[5]: known[row[5]] if row[3] is None else Blobs(row[3], row[4], row[1]) for row in chunks}
        )
        self.slots = len(self.columns.records)
        self._scratch = np.zeros(self.slots, dtype=np.int64)

    def postings(self, token: str) -> Postings:
        """The list of a token over all chunks."""
        rows = self._lists.get(token)
        if not rows:
            return NOTHING
        slots = self._slots(rows)
        return Postings(slots, numbers(b"".join(row[4] for row in rows)))

    def places(self, token: str) -> Array:
        """Where a token stands as the base of a word: see ``placing.keys_of``."""
        rows = self._placed.get(token, ())
        keys = [keys_of(self._slots([row]), row[4]) for row in rows if row[4]]
        return np.concatenate(keys) if keys else np.empty(0, dtype=np.int64)

    def titles(self, languages: Sequence[str]) -> Array:
        """Places in the alphabet per slot as columns of big-endian numbers; later languages overwrite earlier ones."""
        keys = np.zeros((self.slots, WIDTH // 8), dtype=np.uint64)
        for language in languages:
            rows = self._titles.get(language)
            if rows:
                found = numbers(b"".join(row[4] for row in rows), ">u8").reshape(-1, WIDTH // 8)
                keys[self._slots(rows)] = found
        return keys

    def scratch(self) -> Array:
        """Zeros over all slots, to be left as zeros."""
        return self._scratch

    def _slots(self, rows: list[Row]) -> Array:
        ordinals = numbers(b"".join(row[3] for row in rows)).astype(np.intp)
        bases = np.array([self._base[row[2]] for row in rows], dtype=np.intp)
        return ordinals + np.repeat(bases, [len(row[3]) // 2 for row in rows])
