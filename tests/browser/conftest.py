"""A real Chromium for the tests of this folder."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Chromium, started anew. Skips where there is none, except where CI promises one."""
    if CHROMIUM is None and os.environ.get("CI") != "true":
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous interface runs a loop of its own, in which Django sees no synchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
