"""Counts of every facet from the facet values of the matches."""

import numpy as np

from search.documents import Value
from search.engines.embedded.filtering import Filtered
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.vectors import Array
from search.engines.query import EngineQuery


def count_groups(snapshot: Snapshot, slots: Array, groups: Array, number: int) -> Array:
    """How many slots of each group have each facet value: an array of groups × numbers of the dictionary.

    ``groups``: the group of each slot, 0 to ``number`` - 1.
    """
    columns, buckets = snapshot.columns, len(snapshot.dictionary) + 1
    rows = columns.values.take(slots, axis=0)
    rows += (groups * buckets).astype(np.int32)[:, None]
    counts = np.bincount(rows.ravel(), minlength=number * buckets)
    if len(columns.extra_slots):
        group_at = np.full(snapshot.slots, -1, dtype=np.intp)
        group_at[slots] = groups
        extra = group_at[columns.extra_slots]
        inside = extra >= 0
        values = columns.extra_values[inside] + extra[inside] * buckets
        counts += np.bincount(values, minlength=number * buckets)
    # Bucket 0 of each group counts the empty places.
    return counts.reshape(number, buckets)[:, 1:]


def count_facets(snapshot: Snapshot, query: EngineQuery, filtered: Filtered) -> dict[str, dict[Value, int]]:
    """Per facet asked for: the documents of each value, without the facet's own selection."""
    if not query.facets:
        return {}
    # Group 0 fits; group n misses one selection only, and counts for that facet.
    slots, missed = filtered.matches.slots, filtered.missed
    group_of = np.full(1 << len(filtered.bits), -1, dtype=np.intp)
    group_of[0] = 0
    for group, bit in enumerate(filtered.bits.values(), start=1):
        group_of[bit] = group
    groups = group_of[missed]
    counted = groups >= 0
    found_in = count_groups(snapshot, slots[counted], groups[counted], len(filtered.bits) + 1)
    fitting = found_in[0]
    places = {facet: group for group, facet in enumerate(filtered.bits, start=1)}
    counts: dict[str, dict[Value, int]] = {}
    for facet in query.facets:
        found = fitting
        if facet in places:
            found = fitting + found_in[places[facet]]
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
