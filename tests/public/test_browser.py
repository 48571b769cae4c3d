"""The public pages in a real Chromium: accessible, nothing sideways, nothing from elsewhere, all without a script."""

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test.testcases import LiveServerThread

from home.models import HomePage, NewsIndexPage
from kb.models import Original
from practices.models import MethodIndexPage, PracticeIndexPage
from tests.public.conftest import MAKERS, in_language

CHROMIUM = "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which(CHROMIUM), reason=f"There is no Chromium at {CHROMIUM}."),
]
AXE = importlib.util.find_spec("axe_playwright_python")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that answers from this test's own transaction."""
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


@pytest.fixture
def addresses(server: str) -> list[str]:
    """Every page type in English and Greek, and the pages that are no page."""
    pages = [make() for make in MAKERS.values()]
    pages += [in_language(page, "el") for page in pages]
    for page in pages:
        assert Original.objects.filter(translation_key=page.translation_key).exists()
    for model in (HomePage, PracticeIndexPage, MethodIndexPage, NewsIndexPage, pages[4].get_parent().specific_class):
        pages += [model.objects.get(locale__language_code=language) for language in ("en", "el")]
    others = ["/", "/en/sign-in/", "/el/sign-in/", "/en/nothing/", "/el/nothing/"]
    return [f"{server}{address}" for address in [*(page.url for page in pages), *others]]


@contextmanager
def browser(**options):
    """A page of a browser. Nothing may ask the database while it is open: Playwright runs a loop in this thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = chromium.new_context(**options)
        try:
            yield context.new_page()
        finally:
            chromium.close()


@pytest.mark.skipif(AXE is None, reason="axe-playwright-python, which brings axe, is not installed.")
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(addresses, viewport, scheme):
    source = (Path(AXE.origin).parent / "axe.min.js").read_text()
    found = {}
    with browser(viewport=viewport, color_scheme=scheme) as page:
        for address in addresses:
            page.goto(address)
            page.evaluate(source)
            result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            if result["violations"]:
                found[address] = [(each["id"], [n["html"] for n in each["nodes"]]) for each in result["violations"]]
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1440, 2560])
def test_nothing_stands_out_sideways(addresses, width):
    with browser(viewport={"width": width, "height": 800}) as page:
        wide = []
        for address in addresses:
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(address)
    assert wide == []


def test_pages_ask_for_little_and_nothing_from_elsewhere(addresses, server):
    with browser(viewport=DESKTOP) as page:
        requests, complaints = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        for address in addresses:
            requests.clear()
            page.goto(address, wait_until="networkidle")
            assert len(requests) <= 15, (address, requests)
            assert all(url.startswith(server) for url in requests), requests
    assert [text for text in complaints if "404" not in text] == []


def test_menus_open_and_close_by_keyboard_without_a_script(addresses):
    greek_full = addresses[len(MAKERS) + 2]
    with browser(viewport=PHONE, java_script_enabled=False) as page:
        page.goto(greek_full)
        assert page.locator(".site-sections").is_hidden()
        page.keyboard.press("Tab")
        assert page.locator(".skip-link").is_visible()
        page.locator(".menu-button").focus()
        page.keyboard.press("Enter")
        assert page.locator(".site-sections").is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".site-sections").is_hidden()
        page.locator(".contents summary").click()
        page.locator(".contents a").last.click()
        assert page.url.endswith("#transfer")
        page.locator(".language-button").click()
        page.locator(".language-menu a[lang=en]").click()
        assert "/en/practices/" in page.url
