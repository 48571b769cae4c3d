"""A real Chromium for whoever looks at the site: one browser, a context for each way of looking."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from look.acts import ACTS
from look.places import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


class MissingToolError(RuntimeError):
    """Something that is installed on a developer's machine only is not there: what, and how to get it."""


class UnexpectedAnswerError(RuntimeError):
    """A place did not answer as it should."""


def chromium_path() -> str:
    """Where Chromium is. Raises ``MissingToolError``."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise MissingToolError("Chromium is missing: install it (Debian: apt-get install chromium).")
    return found


@contextmanager
def browser() -> Iterator["Browser"]:
    """Chromium under Playwright. Raises ``MissingToolError`` where one of them is missing."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise MissingToolError("Playwright is missing: make .venv/dev.stamp installs requirements/dev.txt.") from error
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()


def sign_in(context: "BrowserContext", address: str, session: str) -> None:
    """Gives ``context`` the session with this key; none for an empty one."""
    context.clear_cookies()
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def visit(page: "Page", address: str, place: Place, sessions: Mapping[str, str]) -> Any:
    """Brings ``page`` to ``place`` of the site at ``address``, in its state; the answer's status.

    Raises ``UnexpectedAnswerError`` for any status but those that the place may have.
    """
    sign_in(page.context, address, sessions.get(place.session, ""))
    answer = page.goto(f"{address}{place.path}")
    status = answer.status if answer else None
    if status not in place.statuses:
        raise UnexpectedAnswerError(f"{place.path} answered {status} instead of {place.statuses}.")
    ACTS[place.act](page)
    return status
