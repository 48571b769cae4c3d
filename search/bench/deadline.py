"""Stops a query of a scratch database that takes too long, so that a comparison ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from django.db import OperationalError, connections

from search.bench.timing import Seconds, timed

# SQLite asks whether to go on after so many steps of its machine: some hundred times a second.
_STEPS = 100_000


def within(seconds: float, using: str, work: Callable[[], object]) -> tuple[bool, Seconds]:
    """Does ``work``, whose statements are asked of the database ``using``, and stops it after ``seconds``.

    Returns whether it came to its end, and what it took, without what setting the limit took. On PostgreSQL each
    statement has the time, on SQLite all of them together.
    """
    ended = True
    # Before the limit is set: what it stops has taken that long, seen from here.
    begin = perf_counter()

    def attempt() -> None:
        nonlocal ended
        try:
            work()
        except OperationalError:
            if perf_counter() - begin < seconds:
                raise
            ended = False

    with _deadline(seconds, using):
        taken = timed(attempt)
    return ended, taken


@contextmanager
def _deadline(seconds: float, using: str) -> Iterator[None]:
    connection = connections[using]
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{round(seconds * 1000)}ms"])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', '0', false)")
        return
    end = perf_counter() + seconds
    connection.connection.set_progress_handler(lambda: perf_counter() > end, _STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)
