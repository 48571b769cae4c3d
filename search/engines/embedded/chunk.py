"""A chunk opened for writing: records and facet values of its slots."""

import json
import secrets
from typing import Any

import numpy as np

from search.documents import LANGUAGE, Document
from search.engines.embedded.dictionary import Dictionary
from search.engines.embedded.vectors import Array, empty_records, numbers, record_of
from search.models import SearchChunk


def facet_dtype(total: int, blob: bytes) -> str:
    """How wide the numbers of a chunk's facet values are: two bytes unless one of them needs four."""
    return "<u4" if total and len(blob) == 4 * total else "<u2"


class Chunk:
    """Edits in memory; ``save`` writes one row, and only if something changed."""

    def __init__(self, generation: int, audience: int, number: int, chunk_size: int) -> None:
        self.generation, self.audience, self.number = generation, audience, number
        self.records = empty_records(chunk_size)
        self.facets: list[Array] = [np.empty(0, dtype="<u4")] * chunk_size
        self.changed = False

    @classmethod
    def load(cls, row: SearchChunk, chunk_size: int) -> "Chunk":
        chunk = cls(row.generation, row.audience, row.number, chunk_size)
        chunk.records = numbers(bytes(row.records), chunk.records.dtype).copy()  # type: ignore[arg-type]
        ends = np.cumsum(chunk.records["values"], dtype=np.intp)
        blob = bytes(row.facets)
        values = numbers(blob, facet_dtype(int(ends[-1]), blob))
        chunk.facets = np.split(values, ends[:-1])
        return chunk

    @property
    def free(self) -> list[int]:
        """Its free slots, highest first, so that ``pop`` gives the lowest."""
        return [int(slot) for slot in np.flatnonzero(self.records["live"] == 0)[::-1]]

    def put(self, ordinal: int, document: Document, dictionary: Dictionary) -> None:
        """Writes the document's record and values into a slot, if they differ from what is there."""
        values = sorted(dictionary.number(facet, value) for facet, value in document.values())
        record = np.array(record_of(document, len(values)), dtype=self.records.dtype)
        found = np.array(values, dtype="<u4")
        if self.records[ordinal] != record or not np.array_equal(self.facets[ordinal], found):
            self.records[ordinal] = record
            self.facets[ordinal] = found
            self.changed = True

    def remove(self, ordinal: int) -> None:
        """Empties a slot."""
        self.records[ordinal] = np.zeros((), dtype=self.records.dtype)
        self.facets[ordinal] = np.empty(0, dtype="<u4")
        self.changed = True

    def save(self, dictionary: Dictionary, using: str) -> None:
        """Writes its row, or deletes it when no document is left."""
        if not self.changed:
            return
        place: dict[str, Any] = {"generation": self.generation, "audience": self.audience, "number": self.number}
        rows = SearchChunk.objects.using(using)
        if not self.records["live"].any():
            rows.filter(**place).delete()
        else:
            rows.update_or_create(**place, defaults=self._columns(dictionary))
        self.changed = False

    def _columns(self, dictionary: Dictionary) -> dict[str, Any]:
        values = np.concatenate(self.facets)
        counts = np.bincount(values, minlength=len(dictionary))
        languages = {dictionary.pairs[n][1]: int(counts[n]) for n in dictionary.numbers(LANGUAGE) if counts[n]}
        narrow = len(dictionary) <= 0xFFFF
        return {
            # Never used twice, not even after a rollback: what a process keeps under it cannot be out of date.
            "stamp": secrets.randbits(62),
            "size": int(self.records["live"].sum()),
            "records": self.records.tobytes(),
            "facets": values.astype("<u2" if narrow else "<u4").tobytes(),
            "languages": json.dumps(languages),
        }
