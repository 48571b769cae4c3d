"""Counts of every facet from the facet values of the matches."""

import numpy as np

from search.documents import Value
from search.engines.embedded.filtering import Filtered
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.vectors import Array
from search.engines.protocol import EngineQuery

# Above this share of all values it is faster to read them in order than to gather them.
_MOST = 0.4


class Values:
    """The facet values of a snapshot, to be counted over sets of slots."""

    def __init__(self, snapshot: Snapshot) -> None:
        columns = snapshot.columns
        self.flat, self.lengths, self.ends = columns.flat, columns.lengths, columns.ends
        self.size = len(snapshot.dictionary)
        self.slots = snapshot.slots

    def count(self, slots: Array) -> Array:
        """How many of the slots have each value."""
        if not len(slots):
            return np.zeros(self.size, dtype=np.intp)
        lengths = self.lengths[slots]
        total = int(lengths.sum())
        if total == len(self.flat):
            return np.bincount(self.flat, minlength=self.size)
        if total > _MOST * len(self.flat):
            inside = np.zeros(self.slots, dtype=bool)
            inside[slots] = True
            return np.bincount(self.flat[np.repeat(inside, self.lengths)], minlength=self.size)
        # The places of the values: a run from each slot's start, all runs in one go.
        starts = self.ends[slots] - lengths
        runs = np.cumsum(lengths) - lengths
        places = np.arange(total) + np.repeat(starts - runs, lengths)
        return np.bincount(self.flat[places], minlength=self.size)


def count_facets(snapshot: Snapshot, query: EngineQuery, filtered: Filtered) -> dict[str, dict[Value, int]]:
    """Per facet asked for: the documents of each value, without the facet's own selection."""
    if not query.facets:
        return {}
    values = Values(snapshot)
    slots = filtered.matches.slots
    fitting = values.count(slots[filtered.missed == 0])
    counts: dict[str, dict[Value, int]] = {}
    for facet in query.facets:
        found = fitting
        bit = filtered.bits.get(facet)
        if bit is not None:
            found = fitting + values.count(slots[filtered.missed == bit])
        numbers = snapshot.dictionary.numbers(facet)
        chosen = found[numbers]
        filled = np.flatnonzero(chosen)
        pairs = snapshot.dictionary.pairs
        counts[facet] = {
            pairs[number][1]: count
            for number, count in zip(numbers[filled].tolist(), chosen[filled].tolist(), strict=True)
        }
        for value in query.filters.get(facet, ()):
            counts[facet].setdefault(value, 0)
    return counts
