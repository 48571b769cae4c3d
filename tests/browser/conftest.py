"""A real Chromium for the tests of this folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread

from tests.browser.demo_site import DemoSite, served_demo_site


@contextmanager
def started() -> Iterator[Any]:
    """Chromium, started anew. Skips where there is none, except where CI promises one."""
    # No earlier: what it imports knows the site's models.
    from look.browsing import MissingToolError, browser, chromium_path

    try:
        chromium_path()
    except MissingToolError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    with browser() as chromium:
        yield chromium


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Chromium for one test."""
    # Playwright's synchronous interface runs a loop of its own, in which Django sees no synchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with started() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests of a module that asks nothing of the database: Playwright's loop stays in the thread
    until the module's end.
    """
    with started() as found:
        yield found


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """A function that gives a page in a context of its own."""
    contexts: list[Any] = []

    def open_page(**options: Any) -> Any:
        contexts.append(chromium.new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demo_site() -> Iterator[DemoSite]:
    """The demo content with all states, served by gunicorn with the settings of a server."""
    with served_demo_site() as found:
        yield found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that answers from this test's own transaction, for pages that write nothing."""
    connection = connections[DEFAULT_DB_ALIAS]
    # At the end of a request its thread would close the connection, and with it the transaction.
    monkeypatch.setattr(connection, "close", lambda: None)
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
