"""A member's way through the demo content: search, two filters, a practice, another language, back."""

import re
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from look.camera import DESKTOP, PHONE
from tests.browser.demo_site import DemoSite

pytestmark = pytest.mark.browser

# Language, words to search for, scheme of colours.
READERS = [("en", "food", "light"), ("el", "Κουζίνα", "dark"), ("tr", "gönüllü", "light")]
THEME = "input[name=theme]"
COUNTRY = "input[name=country]"
# Facts whose boxes meet: on paper one would be printed over the other.
LYING_ON_EACH_OTHER = """(() => {
  const facts = [...document.querySelectorAll(".facts dd, .facts dt")];
  const boxes = facts.map((each) => [each, each.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([other]) => `${one.textContent.trim()} / ${other.textContent.trim()}`));
})()"""
ADDRESSES = "links => links.map(link => link.getAttribute('href')).filter(url => url.startsWith('http'))"


def squeezed(text: str) -> str:
    """Without spaces, which a PDF sets where lines break, and without the ligatures that it draws."""
    return "".join(normalize("NFKC", text).split())


def number_in(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found.group())


@pytest.mark.parametrize(("language", "words", "scheme"), READERS, ids=["en", "el-dark", "tr"])
def test_a_member_finds_a_practice_on_the_phone(opened, demo_site: DemoSite, language, words, scheme):
    page = opened(**PHONE, color_scheme=scheme)
    page.goto(f"{demo_site.address}/{language}/")
    page.locator(".hero-search input[name=q]").fill(words)
    page.locator(".hero-search button").click()
    page.wait_for_url(f"**/{language}/search/?q=*")
    assert page.locator(".hit").count() > 0

    page.locator(".facets-button").click()
    for facet, box in (("theme", THEME), ("country", COUNTRY)):
        page.locator(f"#facet-{facet} > summary").click()
        first = page.locator(f"#facet-{facet} {box}").first
        code = first.get_attribute("value")
        first.check()
        page.wait_for_url(f"**{facet}={code}**")
        expect(page.locator(f"#{facet}-{code}")).to_be_checked()
        expect(page.locator(f"#{facet}-{code}")).to_be_focused()
    told = number_in(page.locator("#result-status").inner_text())
    assert told == number_in(page.locator(".facets-count").inner_text())
    page.locator(".facets-end button").click()
    expect(page.locator("#hits")).to_be_focused()
    assert page.locator(".result-main > .chips .chip").count() == 2
    assert number_in(page.locator(".result-count").inner_text()) == told

    result = page.url
    page.locator(".hit h3 a").last.click()
    page.wait_for_load_state("load")
    title = page.locator("h1").inner_text()
    others = page.locator(".language-menu a")
    if others.count():
        page.locator(".language-button").click()
        others.first.click()
        page.wait_for_load_state("load")
        assert page.locator("html").get_attribute("lang") != language
        page.go_back()
        assert page.locator("h1").inner_text() == title
    page.go_back()
    page.wait_for_url(result)
    assert page.locator(".result-main > .chips .chip").count() == 2
    assert number_in(page.locator(".result-count").inner_text()) == told


def test_the_same_by_keyboard(opened, demo_site: DemoSite):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}/en/")
    reach(page, ".hero-search input[name=q]")
    page.keyboard.type("food")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=food")
    reach(page, THEME)
    page.keyboard.press("Space")
    page.wait_for_url("**theme=*")
    expect(page.locator(f"{THEME}:checked").first).to_be_focused()
    reach(page, COUNTRY)
    page.keyboard.press("Space")
    page.wait_for_url("**country=*")
    expect(page.locator(f"{COUNTRY}:checked").first).to_be_focused()
    told = number_in(page.locator("#result-status").inner_text())
    assert number_in(page.locator(".result-count").inner_text()) == told
    reach(page, ".hit h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/**")
    reach(page, ".contents a")
    page.keyboard.press("Enter")
    assert "#" in page.url
    page.go_back()
    page.go_back()
    page.wait_for_url("**country=*")
    assert page.locator(".result-main > .chips .chip").count() == 2


def reach(page: Any, selector: str) -> None:
    """Tabs until what has the focus fits. Everything that is reached on the way shows that it has it."""
    for _press in range(150):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """(selector) => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              const ring = at.closest("label, .facet-find");
              const shown = [at, ring].some((each) => each && getComputedStyle(each).outlineStyle !== "none");
              return [at.matches(selector), shown, at.outerHTML.slice(0, 120)];
            }""",
            selector,
        )
        fits, is_shown, markup = state
        assert is_shown, markup
        if fits:
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_the_same_without_a_script(opened, demo_site: DemoSite):
    page = opened(**PHONE, java_script_enabled=False)
    page.goto(f"{demo_site.address}/en/")
    page.locator(".hero-search input[name=q]").fill("food")
    page.locator(".hero-search button").click()
    assert page.locator(".hit").count() > 0
    assert page.locator("[data-find]").first.is_hidden()
    for facet, box in (("theme", THEME), ("country", COUNTRY)):
        page.locator(".facets-button").click()
        page.locator(f"#facet-{facet} {box}").first.check()
        page.locator(".facets-end button").click()
        assert f"{facet}=" in page.url
    assert page.locator(".result-main > .chips .chip").count() == 2
    page.locator(".hit h3 a").first.click()
    assert page.locator("main h1").count() == 1
    assert page.locator("[data-print]").is_hidden()
    page.locator(".contents summary").click()
    page.locator(".contents a").first.click()
    assert "#" in page.url


def test_typing_narrows_a_facet_and_asks_nothing(opened, demo_site: DemoSite):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}/tr/search/?kind=practice")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/" in request.url else None)
    find = page.locator("#find-country")
    find.fill("isveç")
    shown = page.locator("#facet-country .facet-values li:visible .facet-name")
    assert shown.all_inner_texts() == ["İsveç"]
    find.fill("zzz")
    expect(page.locator("#facet-country .facet-none")).to_be_visible()
    find.press("Enter")
    find.fill("ISVEC")
    assert shown.all_inner_texts() == ["İsveç"]
    assert asked == []
    shown.first.click()
    page.wait_for_url("**country=se**")
    expect(find).to_have_value("ISVEC")


def test_paging_and_chips_change_the_result_in_place(opened, demo_site: DemoSite):
    page = opened(**DESKTOP)
    page.goto(f"{demo_site.address}/en/practices/")
    page.evaluate("window.stays = true")
    page.locator(".pager a").last.click()
    page.wait_for_url("**page=*")
    expect(page.locator("#hits")).to_be_focused()
    # From its beginning, though it is longer than the window.
    assert page.evaluate("document.querySelector('.hit').getBoundingClientRect().top") > 0
    assert page.evaluate("document.querySelector('.hit').getBoundingClientRect().top < innerHeight")
    assert page.locator(".pager [aria-current=page]").inner_text() != "1"
    page.locator(f"#facet-theme {THEME}").first.check()
    page.wait_for_url("**theme=*")
    page.locator(".result-main > .chips .chip").first.click()
    expect(page.locator(".result-main > .chips .chip")).to_have_count(0)
    assert page.evaluate("window.stays")
    page.go_back()
    page.wait_for_url("**theme=*")
    expect(page.locator(".result-main > .chips .chip")).to_have_count(1)


@pytest.mark.parametrize("name", ["practice-full", "practice-translation"])
@pytest.mark.parametrize("language", ["en", "el"])
def test_a_practice_prints_as_an_article(opened, demo_site: DemoSite, name, language):
    page = opened(viewport={"width": 680, "height": 960}, color_scheme="dark")
    page.goto(f"{demo_site.address}{demo_site.place(name, language).path}")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".site-sections", ".language-button", ".contents", ".actions", ".related", ".site-footer"):
        assert page.locator(hidden).first.is_hidden(), hidden
    for shown in ("h1", ".facts-column", ".section", ".citation", ".site-name"):
        assert page.locator(shown).first.is_visible(), shown
    # All facts, though on the screen of a phone they are folded.
    assert page.locator(".facts-more .facts > div").last.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(35, 26, 36)"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(LYING_ON_EACH_OTHER) == []
    height = page.evaluate("document.documentElement.scrollHeight")
    headings = [squeezed(text) for text in page.locator("main :is(h2, h3)").all_inner_texts()]
    paper = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    lines = [[squeezed(line) for line in each.extract_text().splitlines() if line.strip()] for each in paper]
    # So many as the text fills, none of them empty, and no heading without what it is about.
    assert 1 <= len(paper) <= height / 700 + 2
    assert all(lines)
    assert [each[-1] for each in lines if each[-1] in headings] == []
    # Where it is from can be read on paper.
    text = "".join("".join(each) for each in lines)
    assert all(squeezed(url) in text for url in page.locator(".source .resources a").evaluate_all(ADDRESSES))
