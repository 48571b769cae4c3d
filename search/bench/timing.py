"""What a piece of work takes, by the clock on the wall and by this process's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import NamedTuple


class Seconds(NamedTuple):
    """``wall``: what somebody waits. ``cpu``: what this process worked of it; a database server's work is not in it."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Milliseconds of a number of runs: on the wall, and half of the runs took at most ``cpu50`` of this process."""

    runs: int
    p50: float
    p95: float
    cpu50: float

    @classmethod
    def of(cls, found: Sequence[Seconds]) -> "Percentiles":
        walls, last = sorted(seconds.wall for seconds in found), len(found) - 1
        cpus = sorted(seconds.cpu for seconds in found)
        half = round(last * 0.5)
        return cls(len(found), walls[half] * 1000, walls[round(last * 0.95)] * 1000, cpus[half] * 1000)


def timed(work: Callable[[], object]) -> Seconds:
    """Does the work and says what it took."""
    wall, cpu = perf_counter(), process_time()
    work()
    return Seconds(perf_counter() - wall, process_time() - cpu)
