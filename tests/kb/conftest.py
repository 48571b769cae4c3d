import os
from collections.abc import Iterator

import pytest

from tests.kb.sites import Databases
from tests.plugin import SERVER, start_postgresql


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL: the one that all processes of the run share, or one of our own."""
    if SERVER in os.environ:
        yield os.environ[SERVER]
        return
    url, server = start_postgresql()
    yield url
    server.cleanup()


@pytest.fixture(scope="session")
def databases(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    own = tmp_path_factory.mktemp("sites")
    # The folder above the process's own is the same for all processes of a run.
    shared = own.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return Databases(own, shared, postgresql_url)
