"""The chunks of a query as columns over *slots*, kept by their stamps from one query to the next.

A stamp names one content of one chunk for ever. The statement of a query tells the stamps of the moment and leaves out
the blobs of those that this process has, so what is kept is always of the same state as the lists.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.engines.embedded.chunk import facet_dtype
from search.engines.embedded.state import decode
from search.engines.embedded.vectors import RECORD, Array, numbers

# About 85 kB each, so 45 MB for half a million documents; a larger base reads the rest anew with each query.
KEPT_CHUNKS = 512
# Joined columns: one for the public, one for members, and a predecessor that a longer transaction still reads. About
# 250 bytes for each document.
KEPT_COLUMNS = 3


class Blobs(NamedTuple):
    """What a row of a chunk holds."""

    records: bytes
    facets: bytes
    languages: str


class Columns:
    """All chunks of a reader, one after the other. Read-only, since queries share it."""

    def __init__(self, chunks: Sequence[Blobs]) -> None:
        self.records: Array = numbers(b"".join(blobs.records for blobs in chunks), RECORD)  # type: ignore[arg-type]
        self.live = np.flatnonzero(self.records["live"])
        self.year = self.records["year"].copy()
        self.published = self.records["published"].copy()
        self.bonus = self.records["bonus"].astype(np.int64)
        self._spread(chunks)
        self.languages: Counter[str] = Counter()
        for blobs in chunks:
            self.languages.update(decode(blobs.languages))

    def _spread(self, chunks: Sequence[Blobs]) -> None:
        """Facet values as a table: a row for each slot, one more than the value's number, 0 where there is none.

        Whole rows are far faster to gather than runs of different lengths. The few documents with more than twice the
        usual number of values have the rest in ``extra_slots`` and ``extra_values``.
        """
        lengths = self.records["values"].astype(np.intp)
        flat = self._flat(chunks, lengths)
        width = min(int(lengths.max(initial=0)), 2 * -(-len(flat) // max(1, len(self.live))))
        slots = np.repeat(np.arange(len(lengths)), lengths)
        places = np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        inside = places < width
        self.values = np.zeros((len(lengths), width), dtype=np.int32)
        self.values[slots[inside], places[inside]] = flat[inside] + 1
        self.extra_slots, self.extra_values = slots[~inside], flat[~inside] + 1

    @staticmethod
    def _flat(chunks: Sequence[Blobs], lengths: Array) -> Array:
        totals = lengths.reshape(len(chunks), -1).sum(axis=1) if chunks else []
        widths = [facet_dtype(int(total), blobs.facets) for total, blobs in zip(totals, chunks, strict=True)]
        parts = [numbers(blobs.facets, width) for blobs, width in zip(chunks, widths, strict=True)]
        return np.concatenate(parts).astype(np.int32) if parts else np.empty(0, dtype=np.int32)


class Cache:
    """What this process has read of chunks. Used by all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._chunks: OrderedDict[int, Blobs] = OrderedDict()
        self._columns: OrderedDict[tuple[int, ...], Columns] = OrderedDict()

    def known(self) -> dict[int, Blobs]:
        """The chunks by stamp, as they are now."""
        with self._lock:
            return dict(self._chunks)

    def columns(self, chunks: dict[int, Blobs]) -> Columns:
        """The columns of chunks given by stamp, in their order."""
        stamps = tuple(chunks)
        with self._lock:
            found = self._columns.get(stamps)
        if found is None:
            found = Columns(list(chunks.values()))
        with self._lock:
            self._columns[stamps] = found
            self._columns.move_to_end(stamps)
            for stamp, blobs in chunks.items():
                self._chunks[stamp] = blobs
                self._chunks.move_to_end(stamp)
            while len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
            while len(self._columns) > KEPT_COLUMNS:
                self._columns.popitem(last=False)
        return found


CACHE = Cache()
