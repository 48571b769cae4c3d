"""What is done on a page before it is looked at, by a reader's means."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

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


def _refused(page: "Page") -> None:
    page.locator("input[name=username]").fill("nobody@example.org")
    page.locator("input[name=password]").fill("not the password")
    page.locator("main form button[type=submit]").click()
    page.locator(".form-errors").wait_for()


ACTS: Mapping[str, Callable[["Page"], None]] = {
    "": lambda page: None,
    "drawer": _press(".facets-button", "#facets"),
    "menu": _press(".menu-button", "#menu"),
    "languages": _press(".language-button", "#languages"),
    "refused": _refused,
}
