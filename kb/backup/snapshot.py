"""One moment of the database, read while the site goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own in one read transaction: everything read through it is of one moment.

    On PostgreSQL a repeatable read transaction. On SQLite a deferred one: the settings ask for immediate ones, which
    would keep writers waiting; in WAL mode a reader keeps nobody waiting.
    """
    own = connection.copy()
    try:
        if own.vendor == "postgresql":
            own.set_autocommit(False)
            with own.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT 1")
        else:
            with own.cursor() as cursor:
                cursor.execute("BEGIN DEFERRED")
                # The moment is that of the first read.
                cursor.execute("SELECT count(*) FROM sqlite_master")
                cursor.fetchone()
        yield own
    finally:
        own.close()
