"""One process at a time: a lock that the operating system or the database server frees when its holder dies.

A row with an expiry date would need a heartbeat from a second thread, which on SQLite waits behind the very
transaction that the task is in; and after a crash everybody waits for the expiry. Instead:

- PostgreSQL: a session-level advisory lock on a connection of its own. The server frees it as soon as that connection
  is gone, however the process ended. (A pool in transaction mode would hand the session to somebody else: connect
  directly, or with a pool in session mode.)
- SQLite: `flock` on a file beside the database file. A SQLite database lives on one machine, so the kernel of that
  machine knows every process that uses it, and frees the lock with the process.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils.text import slugify


@contextmanager
def exclusive(name: str) -> Iterator[bool]:
    """Tries to take the lock ``name`` of the default database, without waiting.

    Yields whether it was free; it is held until the block ends or the process does. Raises ``OperationalError``
    where the database cannot be reached, ``OSError`` where the folder of a SQLite database cannot be written.
    """
    lock = _advisory_lock(name) if connection.vendor == "postgresql" else _file_lock(name)
    with lock as taken:
        yield taken


@contextmanager
def _advisory_lock(name: str) -> Iterator[bool]:
    # 63 bits of a hash: the server's keys are signed 64-bit numbers. They are separate for each database of a server.
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 1
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            row = cursor.fetchone()
        yield bool(row and row[0])
    finally:
        own.close()


@contextmanager
def _file_lock(name: str) -> Iterator[bool]:
    with _lock_file(name).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        # Closing the file frees the lock. The file stays: deleting it would let two processes hold locks on two files.
        yield True


def _lock_file(name: str) -> Path:
    database = Path(str(connection.settings_dict["NAME"]))
    return database.with_name(f"{database.name}.{slugify(name)}.lock")
