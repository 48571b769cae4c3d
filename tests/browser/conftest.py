"""A real Chromium for the tests of this folder."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread

from tests.browser.demo_site import DemoSite, served_demo_site

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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests of a module that asks nothing of the database: Playwright's loop stays in the thread
    until the module's end. Skips where there is none, except where CI promises one.
    """
    if CHROMIUM is None and os.environ.get("CI") != "true":
        pytest.skip("needs Chromium")
    from look.browsing import browser as browser_of_module

    with browser_of_module() as found:
        yield found


@pytest.fixture(scope="session")
def demo_site() -> Iterator[DemoSite]:
    """The demo content with all states, served by gunicorn with the settings of a server."""
    with served_demo_site() as found:
        yield found


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that answers from this test's own transaction."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={"default": connection})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
        connection.dec_thread_sharing()
