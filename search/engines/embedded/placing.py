"""Positions of words as blobs beside the postings, and phrases found with them.

A blob has the positions of each document of a list in turn, two bytes each; the last one of a document has the highest
bit. A document that has the token otherwise than as a base has the single value ``NOWHERE``; a list of such documents
alone has no blob.
"""

import struct
from collections.abc import Sequence

import numpy as np

from search.engines.embedded.vectors import Array, numbers
from search.positions import MOST_POSITIONS

LAST = 0x8000
NOWHERE = MOST_POSITIONS
_PLACE_BITS = 16
NONE = struct.pack("<H", NOWHERE | LAST)


def packed(places: Sequence[int]) -> bytes:
    """The part of one document."""
    if not places:
        return NONE
    # Far faster than an array of numpy's for a few numbers.
    return struct.pack(f"<{len(places)}H", *places[:-1], places[-1] | LAST)


def keys_of(slots: Array, blob: bytes) -> Array:
    """Slot and position as one number, ascending within a blob; ``slots`` are those of the blob's list."""
    values = numbers(blob)
    last = values & LAST != 0
    owners, places = np.cumsum(last) - last, values & (LAST - 1)
    real = places != NOWHERE
    keys: Array = (slots[owners[real]].astype(np.int64) << _PLACE_BITS) | places[real]
    return keys


def one_after_the_other(places: list[Array]) -> Array:
    """The slots in which a key of each place directly follows one of the place before, ascending, each once."""
    found = places[0]
    for step, keys in enumerate(places[1:], start=1):
        found = found[np.isin(found + step, keys)]
    slots: Array = np.unique(found >> _PLACE_BITS)
    return slots
