"""A database of its own for measuring and for tests that write from several processes: never the site's data."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

ALIAS = "scratch"
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
}


def connect(settings: dict[str, Any], alias: str = ALIAS) -> str:
    """Makes a database known to this process."""
    connections.databases[alias] = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: deepcopy(settings)})[
        alias
    ]
    return alias


def disconnect(alias: str = ALIAS) -> None:
    """Closes this thread's connection and forgets the database."""
    connections[alias].close()
    del connections[alias]
    connections.databases.pop(alias, None)


@contextmanager
def as_default(alias: str = ALIAS) -> Iterator[None]:
    """This thread's queries that name no database go to this one: for migrations and other code that names none."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


@contextmanager
def scratch_database(server: dict[str, Any], whole: bool = False) -> Iterator[dict[str, Any]]:
    """A new database like ``server`` (settings of Django), with the tables of search, dropped at the end.

    ``whole``: with the tables of all apps and what their migrations put there.

    A SQLite file in a temporary folder, or a database of its own on the same PostgreSQL server. Yields the settings,
    which ``connect`` takes in other processes; in this one it is known as ``ALIAS``.
    """
    postgresql = "postgresql" in server["ENGINE"]
    with tempfile.TemporaryDirectory(prefix="kb-scratch-") as folder:
        settings = _on_postgresql(server) if postgresql else _on_sqlite(Path(folder))
        if postgresql:
            _administer(server, f'CREATE DATABASE "{settings["NAME"]}"')
        try:
            connect(settings)
            with as_default():
                call_command("migrate", *(() if whole else ("search",)), verbosity=0)
            yield settings
        finally:
            disconnect()
            if postgresql:
                _administer(server, f'DROP DATABASE "{settings["NAME"]}" WITH (FORCE)')


def settle(alias: str = ALIAS) -> None:
    """What autovacuum does to a running site's tables soon after a build; SQLite's planner needs to be told as well."""
    with connections[alias].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connections[alias].vendor == "postgresql" else "ANALYZE")


def _on_sqlite(folder: Path) -> dict[str, Any]:
    name = str(folder / "scratch.sqlite3")
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": _SQLITE_OPTIONS}


def _on_postgresql(server: dict[str, Any]) -> dict[str, Any]:
    kept = ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    return {**{name: server[name] for name in kept if name in server}, "NAME": f"kb_scratch_{uuid4().hex}"}


def _administer(server: dict[str, Any], statement: str) -> None:
    """Runs a statement that no transaction may hold, on the server's own database "postgres"."""
    alias = connect({**_on_postgresql(server), "NAME": "postgres"}, "scratch_server")
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(statement)
    finally:
        disconnect(alias)
