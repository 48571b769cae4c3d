"""What is done on a page before it is looked at, by a reader's means."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _press(selector: str, opened: str) -> Callable[["Page"], None]:
    """Presses what ``selector`` finds, if it is shown at this width, and waits for what it opens."""

    def act(page: "Page") -> None:
        button = page.locator(selector)
        if button.is_visible():
            button.click()
            page.locator(opened).wait_for(state="visible")

    return act


def unknown_account() -> str:
    """An address that nobody has and nobody tried: who fails too often with one is held up."""
    return f"nobody-{uuid4().hex[:8]}@example.org"


def _try(page: "Page", account: str) -> None:
    page.locator("input[name=username]").fill(account)
    page.locator("input[name=password]").fill("not the password")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()


def _refused(page: "Page") -> None:
    _try(page, unknown_account())
    page.locator(".form-errors").wait_for()


def _held_up(page: "Page") -> None:
    # The same account for all: who comes second is held up at once.
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        if page.locator("main form").count():
            _try(page, "anybody@example.org")
    page.locator("main form").wait_for(state="detached")


ACTS: Mapping[str, Callable[["Page"], None]] = {
    "": lambda page: None,
    "drawer": _press(".facets-button", "#facets"),
    "menu": _press(".menu-button", "#menu"),
    "languages": _press(".language-button", "#languages"),
    "refused": _refused,
    "held-up": _held_up,
}
