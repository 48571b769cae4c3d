"""What stands in the head of a page, in a real Chromium under the strict policy."""

import json
from typing import Any

import pytest

from tests.browser.test_public_pages import opened
from tests.public.conftest import MAKERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# Before any script of the page: the policy's complaints, as the browser itself counts them.
LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.blockedURI));"


@pytest.fixture
def pages(server: str) -> list[str]:
    """A practice with steps, a method, an event and the home page."""
    return [f"{server}/en/", *(f"{server}{MAKERS[kind]().url}" for kind in ("full", "method", "event"))]


def test_the_policy_has_nothing_against_data(pages: list[str], browser: Any) -> None:
    with opened(browser) as page:
        page.add_init_script(LISTEN)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        for address in pages:
            page.goto(address, wait_until="networkidle")
            data = page.locator('script[type="application/ld+json"]')
            assert json.loads(data.inner_text())["@graph"]
            assert page.evaluate("window.refused") == []
        # The same browser does complain of a script in the page.
        page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: '1'}))")
        page.wait_for_function("window.refused.length === 1")
        assert [text for text in said if "Content Security Policy" not in text] == []
        assert len(said) == 1


def test_what_the_head_names_is_there(pages: list[str], browser: Any) -> None:
    with opened(browser) as page:
        page.goto(pages[1])
        found = page.eval_on_selector_all(
            'link[rel="manifest"], link[rel*="icon"], meta[property="og:image"]',
            "each => each.map(one => one.href || one.content)",
        )
        assert len(found) == 5
        for address in [*found, pages[0].removesuffix("en/") + "favicon.ico"]:
            assert page.request.get(address).status == 200, address
        # Chromium reads the manifest itself and lists what is wrong with it.
        client = page.context.new_cdp_session(page)
        manifest = client.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["url"].endswith("/en/site.webmanifest")
