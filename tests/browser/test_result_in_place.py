"""What is swapped into the result page leaves the reader where she was: place, focus and drawer."""

import pytest
from playwright.sync_api import expect

from look.camera import DESKTOP, PHONE

pytestmark = pytest.mark.browser
PRACTICES = "/en/practices/"
# From the words of the result: where they change, the swap has been.
COUNT = "#result-status"


def swapped(page, act):
    """Does ``act`` and waits until its result is there."""
    before = page.locator(COUNT).inner_text()
    with page.expect_response(lambda response: "HX-Request" in response.headers.get("vary", "")):
        act()
    expect(page.locator(COUNT)).not_to_have_text(before)
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


@pytest.mark.parametrize("top", [0, 190, 900])
def test_a_filter_leaves_the_page_where_it_was_scrolled_to(opened, demo_site, top):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}{PRACTICES}")
    page.mouse.move(700, 500)
    page.mouse.wheel(0, top)
    page.wait_for_function("top => scrollY === top", arg=top)
    box = page.locator("#facet-theme input[type=checkbox]").first
    # A press of the space bar would scroll to the box first.
    swapped(page, lambda: box.evaluate("box => box.click()"))
    expect(box).to_be_focused()
    at_most = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    assert page.evaluate("scrollY") == min(top, at_most)


@pytest.mark.parametrize("query", ["q=community", "q=food", ""])
def test_the_views_are_chosen_with_a_mouse(opened, demo_site, query):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}/en/search/?{query}")
    switch = page.locator(".view-switch label").last
    before = switch.bounding_box()
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    assert switch.bounding_box() == before
    page.mouse.up()
    page.wait_for_url("**view=table*")


def test_a_drawer_that_is_closed_after_a_filter_gives_the_focus_back_to_its_button(opened, demo_site):
    page = opened(**PHONE)
    page.goto(f"{demo_site.address}{PRACTICES}")
    button = page.locator(".facets-button")
    button.click()
    expect(page.locator(".facets-close")).to_be_focused()
    page.locator("#facet-country > summary").click()
    box = page.locator("#facet-country input[type=checkbox]").first
    swapped(page, lambda: box.click())
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#facets")).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    expect(page.locator(".facets-close")).to_be_focused()


def test_forward_comes_to_the_place_and_focus_that_were_left(opened, demo_site):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}{PRACTICES}")
    theme = page.locator("#facet-theme input[type=checkbox]").first
    swapped(page, lambda: theme.evaluate("box => box.click()"))
    country = page.locator("#facet-country input[type=checkbox]").first
    swapped(page, lambda: country.evaluate("box => box.click()"))
    page.evaluate("scrollTo(0, 150)")
    expect(country).to_be_focused()
    page.go_back()
    expect(country).not_to_be_checked()
    page.go_forward()
    expect(country).to_be_checked()
    expect(country).to_be_focused()
    page.wait_for_function("scrollY === 150")


def test_back_from_a_filter_of_the_drawer_comes_to_its_button(opened, demo_site):
    page = opened(**PHONE)
    page.goto(f"{demo_site.address}{PRACTICES}")
    page.locator(".facets-button").click()
    page.locator("#facet-country > summary").click()
    country = page.locator("#facet-country input[type=checkbox]").first
    swapped(page, country.click)
    page.keyboard.press("Escape")
    for move, chosen in ((page.go_back, False), (page.go_forward, True)):
        move()
        # The button has the focus already: only the state says that the page of that address has come.
        expect(country).to_be_checked(checked=chosen)
        expect(page.locator(".facets-button")).to_be_focused()


def test_back_from_a_practice_comes_to_its_link_also_after_the_skip_link(opened, demo_site):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}{PRACTICES}#main")
    hit = page.locator(".hit h3 a").nth(3)
    title = hit.inner_text()
    hit.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/*/")
    page.go_back()
    expect(page.locator(".hit h3 a:focus")).to_have_text(title)
