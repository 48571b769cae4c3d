"""A form for a new page makes one page, whatever autosave does meanwhile. In a real browser, with Wagtail's script."""

import pytest
from playwright.sync_api import expect

from practices.models import PracticeIndexPage, PracticePage
from users.models import User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_site"),
]

# Wagtail looks for changes from two seconds after its script took up the form, and may take it up twice while the page
# loads: what is typed before the last of these is no change to it.
WATCHING = """let takenUp = 0, watched = 0;
document.addEventListener("w-unsaved:ready", () => takenUp++);
document.addEventListener("w-unsaved:watch-edits", () => {
  if (++watched >= takenUp) document.documentElement.dataset.watching = "";
});
document.addEventListener("w-autosave:success", () => document.documentElement.dataset.saved = "");"""


@pytest.fixture
def page(browser, live_server, client):
    client.force_login(User.objects.create_superuser("editor@example.org", "x"))
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    parent = PracticeIndexPage.objects.get(locale__language_code="en")
    page = context.new_page()
    page.add_init_script(WATCHING)
    page.goto(f"{live_server.url}/admin/pages/add/practices/practicepage/{parent.pk}/")
    return page


def publish(page):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()


def held_autosaves(page):
    """Lets autosave reach the server and keeps the answers back: they are returned as they come."""
    held = []

    def keep(route):
        if route.request.method == "POST" and "text/html" not in route.request.headers["accept"]:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/admin/pages/**", keep)
    return held


def autosaved(page):
    page.locator("html[data-saved]").wait_for(timeout=60_000)
    page.evaluate("delete document.documentElement.dataset.saved")


def watched(page):
    page.locator("html[data-watching]").wait_for()


def wait_until(page, met):
    for _attempt in range(100):
        if met():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not happen in ten seconds.")


def test_refused_filled_in_and_published_at_once_is_one_page(page):
    page.locator("#id_title").fill("Sewing together")
    page.locator("#id_content_depth").select_option("record")
    # A refused form is saved as soon as it is there. The editor is faster than the answer.
    held = held_autosaves(page)
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Summary: This is missing.")
    page.locator("#id_summary").fill("Women mend clothes.")
    wait_until(page, lambda: held)
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Sewing together")
    assert [(found.title, found.live) for found in PracticePage.objects.all()] == [("Sewing together", True)]


def test_slowly_typed_with_autosave_is_one_page(page):
    watched(page)
    page.locator("#id_title").fill("Sewing")
    autosaved(page)
    page.locator("#id_title").fill("Sewing together")
    autosaved(page)
    page.locator("#id_content_depth").select_option("record")
    autosaved(page)
    publish(page)
    expect(page.locator("body")).to_contain_text("Summary: This is missing.")
    autosaved(page)
    # What is written into a refused form is saved as well.
    page.locator("#id_summary").fill("Women mend clothes.")
    autosaved(page)
    assert PracticePage.objects.get().get_latest_revision_as_object().summary == "Women mend clothes."
    page.locator("#id_source_url").evaluate("field => field.value = 'https://example.org/sewing'")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Sewing together")
    assert [(found.title, found.live) for found in PracticePage.objects.all()] == [("Sewing together", True)]


def test_published_while_an_autosave_is_under_way_is_one_page(page):
    watched(page)
    held = held_autosaves(page)
    page.locator("#id_title").fill("Sewing together")
    page.locator("#id_content_depth").select_option("record")
    page.locator("#id_summary").fill("Women mend clothes.")
    page.locator("#id_source_url").evaluate("field => field.value = 'https://example.org/sewing'")
    page.get_by_role("tab", name="Story").click()
    page.get_by_role("button", name="Add step").click()
    page.locator("#id_steps-0-title").fill("Find a hall")
    wait_until(page, lambda: held)
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Sewing together")
    made = PracticePage.objects.get()
    assert (made.title, made.live, [step.title for step in made.steps.all()]) == (
        "Sewing together",
        True,
        ["Find a hall"],
    )


def test_each_line_of_what_is_missing_leads_to_its_field(page):
    page.locator("#id_title").fill("Sewing together")
    page.locator("#id_content_depth").select_option("short")
    publish(page)
    messages = page.locator(".messages .errorlist")
    expect(messages).to_contain_text("Results: This is missing.")
    lines = messages.locator("li")
    leading = messages.get_by_role("link")
    expect(leading.first).to_be_visible()
    # All but the last, which says that a draft can be saved.
    assert leading.count() == lines.count() - 1 > 8
    for name, tab in (("Results", "Story"), ("Country", "Classification"), ("Summary", "In brief")):
        messages.get_by_role("link", name=f"{name}: This is missing.").click()
        expect(page.get_by_role("tab", selected=True)).to_contain_text(tab)
        place = page.locator("section.w-panel, .w-field__wrapper").filter(has=page.locator(":focus"))
        expect(place.last).to_contain_text("This is missing.")
