"""The public pages in a real Chromium: accessible, nothing sideways, nothing from elsewhere, all without a script."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect

from home.models import HomePage, NewsIndexPage
from kb.models import Original
from practices.models import MethodIndexPage, PracticeIndexPage
from search.indexing import indexer
from tests.browser import looking
from tests.public.conftest import MAKERS, in_language

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def addresses(server: str) -> list[str]:
    """Every page type in English and Greek, and the pages that are no page."""
    pages = [make() for make in MAKERS.values()]
    pages += [in_language(page, "el") for page in pages]
    for page in pages:
        assert Original.objects.filter(translation_key=page.translation_key).exists()
    for model in (HomePage, PracticeIndexPage, MethodIndexPage, NewsIndexPage, pages[4].get_parent().specific_class):
        pages += [model.objects.get(locale__language_code=language) for language in ("en", "el")]
    indexer().sweep()
    searches = ["/en/search/?q=table", "/el/search/?kind=practice&view=table", "/tr/search/?q=nothing-like-this"]
    others = [*searches, "/", "/en/sign-in/", "/el/sign-in/", "/en/nothing/", "/el/nothing/"]
    return [f"{server}{address}" for address in [*(page.url for page in pages), *others]]


@contextmanager
def opened(browser: Any, **options: Any) -> Iterator[Any]:
    """A page of the browser, in a context of its own.

    Tests name ``addresses`` before ``browser``: once Playwright's loop runs, this thread has another connection.
    """
    context = browser.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone"),
        pytest.param(DESKTOP, "dark", id="desktop-dark", marks=pytest.mark.thorough),
    ],
)
def test_axe_finds_nothing(addresses, browser, viewport, scheme):
    found = {}
    with opened(browser, viewport=viewport, color_scheme=scheme) as page:
        for address in addresses:
            page.goto(address)
            if problems := looking.axe(page):
                found[address] = problems
    assert found == {}


def test_nothing_stands_out_sideways(addresses, browser):
    with opened(browser) as page:
        wide = []
        for address in addresses:
            page.goto(address)
            for width in (320, 390, 768, 1000, 1440, 2560):
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    wide.append((address, width))
    assert wide == []


def test_pages_ask_for_little_and_nothing_from_elsewhere(addresses, browser, server):
    with opened(browser, viewport=DESKTOP) as page:
        requests, complaints = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        for address in addresses:
            requests.clear()
            page.goto(address, wait_until="networkidle")
            assert len(requests) <= 15, (address, requests)
            assert all(url.startswith(server) for url in requests), requests
    assert [text for text in complaints if "404" not in text] == []


def test_menus_open_and_close_by_keyboard_without_a_script(addresses, browser):
    greek_full = addresses[len(MAKERS) + 2]
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(greek_full)
        assert page.locator(".site-sections").is_hidden()
        page.keyboard.press("Tab")
        assert page.locator(".skip-link").is_visible()
        page.locator(".menu-button").focus()
        page.keyboard.press("Enter")
        assert page.locator(".site-sections").is_visible()
        page.keyboard.press("Tab")
        expect(page.locator(".site-sections a").first).to_be_focused()
        page.keyboard.press("Escape")
        assert page.locator(".site-sections").is_hidden()
        page.locator(".contents summary").click()
        page.locator(".contents a").last.click()
        assert page.url.endswith("#transfer")
        page.locator(".language-button").click()
        page.locator(".language-menu a[lang=en]").click()
        assert "/en/practices/" in page.url


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_header_is_walked_through_in_the_order_in_which_it_is_seen(addresses, browser, viewport):
    with opened(browser, viewport=viewport) as page:
        page.goto(addresses[len(MAKERS) + 2])
        controls = page.locator(".site-header :is(a, button):visible")
        lefts = controls.evaluate_all("all => all.map((control) => control.getBoundingClientRect().left)")
        assert len(lefts) >= 3
        assert lefts == sorted(lefts)


def test_a_menu_is_closed_where_the_focus_leaves_it_and_by_its_button(addresses, browser):
    with opened(browser, viewport=PHONE) as page:
        page.goto(addresses[len(MAKERS) + 2])
        for button, menu in ((".menu-button", "#menu"), (".language-button", "#languages")):
            for _time in ("open", "close", "open"):
                page.locator(button).click()
            expect(page.locator(menu)).to_be_visible()
            entries = page.locator(f"{menu} :is(a, button)")
            entries.last.focus()
            if entries.count() > 1:
                page.keyboard.press("Shift+Tab")
                expect(page.locator(menu)).to_be_visible()
                page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            expect(page.locator(menu)).to_be_hidden()
            page.locator(button).click()
            entries.first.focus()
            page.keyboard.press("Shift+Tab")
            expect(page.locator(menu)).to_be_hidden()
            assert page.evaluate("document.activeElement.checkVisibility() && document.activeElement !== document.body")


def test_what_was_open_is_closed_when_a_tablet_is_turned(addresses, browser, server):
    with opened(browser, viewport=PHONE) as page:
        page.goto(f"{server}/en/search/")
        for button in (".menu-button", ".facets-button"):
            page.set_viewport_size(PHONE)
            page.locator(button).click()
            assert page.locator(":popover-open").count() == 1
            page.set_viewport_size({"width": 1180, "height": 820})
            expect(page.locator(":popover-open")).to_have_count(0)


def test_without_a_script_a_drawer_on_a_tablet_that_is_turned_can_be_closed(addresses, browser, server):
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"{server}/en/search/")
        drawer = page.locator("#facets")
        page.locator(".facets-button").click()
        page.set_viewport_size({"width": 1180, "height": 820})
        assert drawer.bounding_box()["width"] < 600
        page.locator(".facets-close").click()
        expect(page.locator(".facets-close")).to_be_hidden()
        assert drawer.is_visible()
        assert page.locator("#hits").bounding_box()["x"] > drawer.bounding_box()["width"]


def test_the_drawer_of_filters_stays_open_where_it_was_and_leads_to_the_result(addresses, browser, server):
    with opened(browser, viewport=PHONE) as page:
        page.goto(f"{server}/en/search/")
        drawer = page.locator("#facets")
        assert drawer.is_hidden()
        page.locator(".facets-button").click()
        expect(page.locator(".facets-close")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(drawer).to_be_hidden()
        expect(page.locator(".facets-button")).to_be_focused()
        page.locator(".facets-button").click()
        page.locator("#facet-theme > summary").click()
        box = page.locator("#theme-local-food")
        box.focus()
        page.keyboard.press("Space")
        page.wait_for_url("**theme=local-food")
        expect(box).to_be_focused()
        assert drawer.is_visible()
        assert box.is_checked()
        assert page.locator("#result-status").inner_text().strip() == page.locator(".facets-count").inner_text().strip()
        page.locator(".facets button.button").click()
        expect(page.locator("#hits")).to_be_focused()
        assert drawer.is_hidden()
        assert page.locator(".result-main > .chips .chip").count() == 1
