"""The multi-select in a real browser: typed, by keyboard, and without the script."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.taxonomy.models import ThingPage
from users.models import User

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_site"),
    pytest.mark.skipif(CHROMIUM is None and os.environ.get("CI") != "true", reason="needs Chromium"),
]


@pytest.fixture
def open_browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Starts Chromium with an editor signed in: ``open_browser(live_server)`` → page."""
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous interface runs a loop of its own, in which Django sees no synchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    user = User.objects.create_superuser("editor@example.org", "x")
    client = Client()
    client.force_login(user)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def start(server: Any) -> Any:
            context = browser.new_context()
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
            return context.new_page()

        yield start
        browser.close()


@pytest.fixture
def thing(make_term, make_page) -> ThingPage:
    make_term("country", "gr", {"en": "Greece", "tr": "Yunanistan", "el": "Ελλάδα"})
    make_term("country", "se", {"en": "Sweden", "tr": "İsveç"})
    make_term("country", "si", {"en": "Slovenia", "sl": "Slovenija"})
    page: ThingPage = make_page()
    page.save_revision()
    return page


def edit_address(server: Any, page: ThingPage) -> str:
    return f"{server.url}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"


def saved(page: ThingPage) -> list[str]:
    draft = ThingPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [entry.code for entry in draft.terms("country")]


def test_chosen_by_keyboard_in_any_language(live_server, open_browser, thing):
    browser = open_browser(live_server)
    errors: list[str] = []
    browser.on("pageerror", lambda error: errors.append(str(error)))
    browser.goto(edit_address(live_server, thing))
    field = browser.get_by_role("combobox", name="Country")
    chips = browser.locator("#id_terms_country ~ .kb-terms .kb-terms__chip")
    for typed, label in (("isvec", "Sweden"), ("Ελλάδα", "Greece"), ("slovenija", "Slovenia")):
        field.fill(typed)
        browser.get_by_role("option", name=label).wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        field.press("Enter")
        browser.locator(".kb-terms__chip", has_text=label).wait_for()
    assert field.input_value() == ""
    browser.get_by_role("button", name="Remove: Greece").press("Enter")
    assert [text.rstrip("×").strip() for text in chips.all_inner_texts()] == ["Sweden", "Slovenia"]
    field.fill("zzzzzz")
    browser.get_by_text("Nothing found.").wait_for()
    field.fill("")
    field.press("Backspace")
    field.fill("yunan")
    browser.get_by_role("option", name="Greece").click()
    browser.get_by_role("button", name="Save draft").click()
    browser.get_by_text("has been updated").wait_for()
    assert saved(thing) == ["se", "gr"]
    # The order in which they were chosen is shown again.
    assert [text.rstrip("×").strip() for text in chips.all_inner_texts()] == ["Sweden", "Greece"]
    assert errors == []


def test_no_more_than_allowed(live_server, open_browser, thing, make_term, make_page):
    themes = [make_term("theme", f"theme-{number}", {"en": f"Topic {number}"}) for number in range(4)]
    page = make_page("Full", theme=themes[:3])
    browser = open_browser(live_server)
    browser.goto(edit_address(live_server, page))
    field = browser.get_by_role("combobox", name="Theme")
    field.fill("topic 3")
    browser.get_by_role("option", name="Topic 3").wait_for()
    field.press("Enter")
    browser.get_by_text("No more can be chosen").wait_for()
    chosen = browser.locator("#id_terms_theme ~ .kb-terms .kb-terms__chip").all_inner_texts()
    assert [text.rstrip("×").strip() for text in chosen] == ["Topic 0", "Topic 1", "Topic 2"]


def test_usable_without_the_script(live_server, open_browser, thing):
    """Wagtail's own form needs scripts; ours may fail to load."""
    browser = open_browser(live_server)
    browser.route("**/taxonomy/terms.js", lambda route: route.abort())
    browser.goto(edit_address(live_server, thing))
    browser.locator("select[name=terms_country]").select_option(label=["Greece", "Sweden"])
    browser.get_by_role("button", name="Save draft").click()
    browser.get_by_text("has been updated").wait_for()
    assert saved(thing) == ["gr", "se"]
