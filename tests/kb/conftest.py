import os
from collections.abc import Iterator

import pytest

from tests.kb.sites import Databases
from tests.plugin import start_postgresql


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL: the one that the run is on, or one of our own."""
    if os.environ.get("KB_TEST_DATABASE") == "postgresql":
        yield os.environ["DATABASE_URL"]
        return
    url, server = start_postgresql()
    yield url
    server.cleanup()  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def databases(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return Databases(tmp_path_factory.mktemp("sites"), postgresql_url)
