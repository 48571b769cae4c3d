"""Fixtures for every test. Which database a run is on is decided in tests/plugin.py."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _language_reset() -> Iterator[None]:
    """A test that switches the language leaves no trace in the next one."""
    yield
    translation.activate("en")
