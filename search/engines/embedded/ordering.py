"""The order of a result, complete and the same everywhere: the key decides between equals."""

import numpy as np

from search.engines.embedded.matching import Matches
from search.engines.embedded.reading import title_languages
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.vectors import Array
from search.engines.query import EngineQuery
from search.enums import Sort
from search.ranking import WHOLE


def final_scores(snapshot: Snapshot, matches: Matches) -> Array:
    """Scores with the documents' own standing; while browsing that alone."""
    bonuses = snapshot.columns.bonus[matches.slots]
    if not matches.languages:
        return bonuses
    return matches.scores * (WHOLE + bonuses)


def columns(snapshot: Snapshot, query: EngineQuery, slots: Array, scores: Array) -> list[Array]:
    """What is compared, most important first, ascending."""
    records = snapshot.columns.records
    first: list[Array]
    if query.sort == Sort.TITLE:
        keys = snapshot.titles(title_languages(query))[slots]
        first = [keys[:, column] for column in range(keys.shape[1])]
    elif query.sort == Sort.NEWEST:
        first = [-snapshot.columns.published[slots]]
    elif query.sort == Sort.CONFIRMED:
        first = [-records["confirmed"][slots], -snapshot.columns.published[slots]]
    else:
        first = [-scores, -snapshot.columns.published[slots]]
    return [*first, records["high"][slots], records["low"][slots]]


def first_places(compared: list[Array], wanted: int) -> Array:
    """The places of the ``wanted`` smallest, in order, without sorting the rest.

    Column by column: what is certainly in is set aside, and only what is equal at the border is compared further.
    """
    certain: list[Array] = []
    border = np.arange(len(compared[0]))
    for column in compared:
        if len(border) <= wanted:
            break
        values = column[border]
        limit = np.partition(values, wanted - 1)[wanted - 1]
        below = border[values < limit]
        certain.append(below)
        wanted -= len(below)
        border = border[values == limit]
    chosen = np.concatenate([*certain, border[:wanted]])
    return chosen[np.lexsort([column[chosen] for column in reversed(compared)])]
