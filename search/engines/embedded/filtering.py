"""Filters as *miss bits*: per match one bit for each facet whose selection it fails."""

from dataclasses import dataclass

import numpy as np

from search.documents import YEAR
from search.engines.embedded.matching import Matches
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.vectors import NO_YEAR, Array, facet_token
from search.engines.query import EngineQuery


@dataclass(frozen=True, slots=True)
class Filtered:
    """Matches with their misses; ``bits``: facet with a selection → its bit."""

    matches: Matches
    missed: Array
    bits: dict[str, int]

    def fitting(self, facet: str | None = None) -> Array:
        """Which matches pass every selection; with a facet: which would pass if only its selection were dropped."""
        if facet is None:
            return np.equal(self.missed, 0)
        return np.equal(np.bitwise_and(self.missed, ~self.bits[facet]), 0)


def apply_filters(snapshot: Snapshot, query: EngineQuery, matches: Matches) -> Filtered:
    """The matches, with what each of them misses."""
    inside = np.zeros(snapshot.slots, dtype=bool)
    missed = np.zeros(len(matches.slots), dtype=np.int64)
    bits: dict[str, int] = {}
    for facet, values in query.filters.items():
        inside[:] = False
        for value in values:
            inside[snapshot.postings(facet_token(facet, value)).slots] = True
        _miss(missed, ~inside[matches.slots], bits, facet)
    if query.year_from is not None or query.year_to is not None:
        years = snapshot.columns.year[matches.slots]
        outside = years == NO_YEAR
        if query.year_from is not None:
            outside |= years < query.year_from
        if query.year_to is not None:
            outside |= years > query.year_to
        _miss(missed, outside, bits, YEAR)
    return Filtered(matches, missed, bits)


def _miss(missed: Array, failing: Array, bits: dict[str, int], facet: str) -> None:
    # A range of years and chosen years are one selection of one facet.
    bit = bits.setdefault(facet, 1 << len(bits))
    missed |= failing * bit
