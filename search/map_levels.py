"""The levels of a map: which counts share a colour. Derived from the counts, so that few practices make a map too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

# Level 0 is for none; colours of the levels above are the tokens --map-1 to --map-5.
MOST_LEVELS = 5
_FIRST = (1, 2, 3, 4, 5)
_STEPS = (10, 20, 50)


@dataclass(frozen=True, slots=True)
class Level:
    """``low`` to ``high`` practices; ``high`` is None for the last level, unless all its counts are the same.

    ``level`` is that of its colour, from 1 to 5: with few levels they are far apart.
    """

    level: int
    low: int
    high: int | None

    def holds(self, count: int) -> bool:
        return count >= self.low and (self.high is None or count <= self.high)


def levels(counts: Collection[int]) -> list[Level]:
    """The levels for these counts, all 1 or more, the lowest first; none for no counts.

    They begin at round numbers, and of all such divisions into as many levels as there can be, none of them empty,
    it is the one that spreads the counts most evenly.
    """
    if not counts:
        return []
    begins = _round_numbers(max(counts))
    first = max(number for number in begins if number <= min(counts))
    later = [number for number in begins if number > first]
    divisions = ((first, *rest) for number in range(MOST_LEVELS - 1, -1, -1) for rest in combinations(later, number))
    best: tuple[int, int, tuple[int, ...]] | None = None
    for division in divisions:
        if best is not None and len(division) < -best[0]:
            break
        sizes = [sum(low <= count < high for count in counts) for low, high in _pairs(division)]
        if all(sizes):
            best = min(best or (0, 0, ()), (-len(division), sum(size * size for size in sizes), division))
    lows = best[2] if best else (first,)
    last, most = len(lows) - 1, max(counts)
    ends = [*(low - 1 for low in lows[1:]), most if lows[-1] == most else None]
    return [Level(_colour(place, last), low, high) for place, (low, high) in enumerate(zip(lows, ends, strict=True))]


def _pairs(lows: Sequence[int]) -> list[tuple[int, float]]:
    return list(zip(lows, [*lows[1:], float("inf")], strict=True))


def _colour(place: int, last: int) -> int:
    return 1 + round(place * (MOST_LEVELS - 1) / last) if last else 3


def _round_numbers(most: int) -> list[int]:
    """Numbers a level may begin at, at most ``most``: 1 to 5 each, then 10, 20, 50, 100, 200, 500 …"""
    found, unit = list(_FIRST), 1
    while found[-1] < most:
        found += [step * unit for step in _STEPS]
        unit *= 10
    return [number for number in found if number <= most]
