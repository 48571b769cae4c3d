"""The main job, as its people do it: find a practice by words and facets; write, publish, find and translate one."""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from demo.accounts import ensure_editor
from practices.models import PracticeIndexPage, PracticePage
from tests.factories import practice

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole_path,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_site"),
]


@pytest.fixture
def site(settings, live_server):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    call_command("load_vocabularies", verbosity=0)
    call_command("import_practices", str(ROOT / "docs/examples/practices.jsonl"))
    practice(
        title="Language café for refugees",
        content_depth="record",
        summary="Refugees and neighbours talk once a week.",
        terms=[("country", "si"), ("theme", "migrants")],
    )
    return live_server.url


@pytest.fixture
def editor():
    """An ordinary editor, with the rights that the demo's has: no superuser."""
    return ensure_editor()


def sign_in(page, site, account):
    page.goto(f"{site}/admin/login/")
    page.locator("#id_username").fill(account.email)
    page.locator("#id_password").fill(account.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site}/admin/")


def test_a_member_finds_a_practice_by_words_and_facets(browser, site):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site}/en/")
    page.get_by_label("What are you looking for?").fill("refugees")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Language café for refugees")).to_be_visible()
    page.get_by_role("checkbox", name="Slovenia").check()
    expect(page.get_by_role("link", name="Remove from Country: Slovenia")).to_be_visible()
    expect(page).to_have_url(f"{site}/en/search/?q=refugees&country=si")
    page.get_by_role("link", name="Language café for refugees").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Language café for refugees")


def test_it_works_without_javascript(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/en/practices/?q=refugees")
    page.get_by_role("checkbox", name="Slovenia").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Remove from Country: Slovenia")).to_be_visible()
    expect(page.locator(".hit")).to_have_count(1)


def test_an_editor_writes_sees_what_is_missing_publishes_translates_and_finds_it(browser, site, editor):
    page = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB").new_page()
    sign_in(page, site, editor)
    parent = PracticeIndexPage.objects.get(locale__language_code="en")
    page.goto(f"{site}/admin/pages/add/practices/practicepage/{parent.pk}/")
    page.locator("#id_title").fill("Sewing together")
    page.locator("#id_content_depth").select_option("record")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Summary: This is missing.")
    # Autosave keeps the refused form.
    page.wait_for_url("**/edit/")
    page.locator("#id_summary").fill("Women who came lately mend clothes with women who were born here.")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Page 'Sewing together'")
    edit = page.locator(".messages").get_by_role("link", name="Edit")
    page.goto(f"{site}{edit.get_attribute('href')}")
    translate(page)
    page.goto(f"{site}/en/search/?q=sewing")
    expect(page.get_by_role("link", name="Sewing together")).to_be_visible()
    page.goto(f"{site}/tr/search/?q=dikiş")
    page.get_by_role("link", name="Birlikte dikiş").click()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Birlikte dikiş")
    assert PracticePage.objects.live().filter(title__in=("Sewing together", "Birlikte dikiş")).count() == 2


def publish(page):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()


def translate(page):
    """From the original's form to the published Turkish page, as a translator goes."""
    page.locator(".w-slim-header").get_by_role("button", name="Actions").click()
    page.get_by_role("link", name="Translate this page").click()
    page.get_by_label("Türkçe").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages")).to_contain_text("submitted for translation into Türkçe")
    page.get_by_role("button", name="Publish in Türkçe").click()
    expect(page.locator(".messages")).to_contain_text("The title is not translated.")
    main = page.locator("main")
    for text in ("Birlikte dikiş", "Yeni gelen kadınlar birlikte dikiyor."):
        main.get_by_role("button", name="Translate", exact=True).first.click()
        main.locator("textarea").fill(text)
        main.get_by_role("button", name="Save", exact=True).click()
        # The piece is stored when it is shown as text again.
        expect(main.locator("textarea")).to_have_count(0)
        expect(main).to_contain_text(text)
    page.get_by_role("button", name="Publish in Türkçe").click()
    expect(page.locator(".messages")).to_contain_text("Published 'Birlikte dikiş' in Türkçe.")
