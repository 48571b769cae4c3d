"""Work beside a transaction that is open, on PostgreSQL. Who waits for whom is the database's answer, not a matter of
time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from django.db import connection, transaction
from wagtail.models import Page

from kb.page_locks import lock_sets


class Other:
    """Work on a connection of its own. ``waits`` until it has ended or waits for a lock."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.problems: list[Exception] = []
        self._work, self._pid = work, 0
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self._pid = cursor.fetchone()[0]
                cursor.execute("SET lock_timeout = '30s'")
            self._work()
        except Exception as error:  # noqa: BLE001 - raised in the test's own thread by ``end``
            self.problems.append(error)
        finally:
            connection.close()

    def waits(self) -> bool:
        while self._thread.is_alive():
            with connection.cursor() as cursor:
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self._pid])
                if cursor.fetchone()[0]:
                    return True
            self._thread.join(timeout=0.02)
        return False

    def end(self) -> None:
        self._thread.join()
        if self.problems:
            raise self.problems[0]


@contextmanager
def begun_while_the_set_is_written(page: Page, work: Callable[[], Any]) -> Iterator[None]:
    """``work`` begins while this block has ``page``'s set, and ends after it."""
    with transaction.atomic():
        lock_sets([page.translation_key])
        other = Other(work)
        assert other.waits()
        yield
    other.end()
