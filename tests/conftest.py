"""Fixtures for every test. Which database a run is on is decided in tests/plugin.py."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """What every site has, made once for all tests: the tree of each language."""
    from kb.trees import ensure_trees

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        ensure_trees()


@pytest.fixture(autouse=True)
def _language_reset() -> Iterator[None]:
    """A test that switches the language leaves no trace in the next one."""
    yield
    translation.activate("en")
