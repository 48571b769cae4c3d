"""Every page type and state of a site with the demo content, as a real server gives it to a real Chromium."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from look.browsing import visit
from look.camera import DESKTOP, PHONE
from look.places import Place
from tests.browser import looking
from tests.browser.demo_site import OPENED, DemoSite
from tests.browser.pieces import in_pieces

pytestmark = pytest.mark.browser
DEVICES = {"phone": PHONE, "desktop": DESKTOP}
OTHER = {"phone": "desktop", "desktop": "phone", "light": "dark", "dark": "light"}
MOST_REQUESTS, MOST_BYTES = 15, 150_000


@dataclass
class Looked:
    """A place that the browser shows, with what it asked for and complained of on the way."""

    page: Any
    place: Place
    # Comes to the place, in its state.
    come: Callable[[], int]
    status: int = 0
    asked: list[Any] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def come_with(self, device: str) -> None:
        """Comes again, with a window of another size: what a page does when it is opened, it does for that window."""
        self.page.set_viewport_size(DEVICES[device]["viewport"])
        self.come()
        looking.settle(self.page)

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.asked]

    @property
    def of_this_page(self) -> list[str]:
        """Those since the last navigation: a form that is sent leads to a page of its own."""
        begins = max(place for place, request in enumerate(self.asked) if request.is_navigation_request())
        return self.urls[begins:]


@pytest.fixture
def look(chromium: Any, demo_site: DemoSite) -> Iterator[Callable[..., Looked]]:
    """A function that opens a place in a context of its own, so that nothing is in the browser's cache."""
    contexts: list[Any] = []

    def opened(place: Place, address: str = demo_site.address, **options: Any) -> Looked:
        while contexts:
            contexts.pop().close()
        contexts.append(chromium.new_context(**options))
        page = contexts[0].new_page()
        looked = Looked(page, place, lambda: visit(page, address, place, demo_site.sessions))
        looked.page.on("request", lambda request: looked.asked.append(request))
        looked.page.on("console", lambda said: looked.complaints.append(said.text) if said.type == "error" else None)
        looked.page.on("pageerror", lambda error: looked.complaints.append(str(error)))
        looked.page.add_init_script(looking.SHIFTS)
        looked.status = looked.come()
        if options.get("java_script_enabled", True):
            looking.settle(looked.page)
        return looked

    yield opened
    for context in contexts:
        context.close()


def reported(places: list[Place], problems_of: Callable[[Place], list[str]]) -> dict[str, list[str]]:
    """The places with problems, by language and name."""
    found = {f"{place.language} {place.name}": problems_of(place) for place in places}
    return {name: problems for name, problems in found.items() if problems}


@pytest.mark.thorough
@pytest.mark.parametrize(("device", "language"), [("phone", "el"), ("desktop", "tr")])
def test_nothing_moves_while_a_page_arrives_in_pieces(demo_site, look, device, language):
    def problems_of(place):
        return looking.shifts(look(place, slow, **DEVICES[device]).page)

    places = [place for place in demo_site.places(language) if not place.act and not place.session]
    with in_pieces(demo_site.address) as slow:
        assert reported(places, problems_of) == {}


def faults_of_arriving(looked: Looked) -> list[str]:
    found = looking.shifts(looked.page)
    if len(asked := looked.of_this_page) > MOST_REQUESTS:
        found.append(f"{len(asked)} requests: {asked}")
    return found


def barriers_of(looked: Looked, *without: str) -> list[str]:
    # A page of specimens shows the same thing many times.
    specimens = looking.OF_WHOLE_PAGES if looked.place.name == "style" else []
    return looking.axe(looked.page, [*specimens, *without])


def faults_in_a_window(looked: Looked, device: str, *schemes: str) -> list[str]:
    """What readers find whose window is open, and whether they see it in each of ``schemes``."""
    found = [f"{device}: {barrier}" for barrier in barriers_of(looked, looking.COLOURS)]
    for scheme in schemes:
        found += [f"{device}, {scheme}: {faint}" for faint in looking.faint(looked.page, scheme)]
    return found + (faults_on_a_phone(looked) if device == "phone" else [])


def faults_on_a_phone(looked: Looked) -> list[str]:
    """Targets are large, and text may be spaced. The specimens show what stands on other pages, in narrow boxes."""
    if looked.place.name == "style":
        return []
    found = looking.small_targets(looked.page)
    before = looking.cut_off(looked.page)
    looking.space_text(looked.page)
    return found + [problem for problem in looking.cut_off(looked.page) if problem not in before]


def complaints_of(looked: Looked, address: str) -> list[str]:
    """What the browser had to say on the way, and what was asked of others."""
    # The browser itself notes that an answer was an error: some of these pages are errors.
    said = [text for text in looked.complaints if "the server responded with a status of" not in text]
    return said + [f"from elsewhere: {url}" for url in looking.from_elsewhere(looked.urls, address)]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("device", "scheme", "language", "motion"),
    [
        ("phone", "light", "en", "reduce"),
        ("phone", "dark", "el", "reduce"),
        ("desktop", "dark", "tr", "reduce"),
        ("desktop", "light", "sl", "no-preference"),
    ],
)
def test_every_page_is_accessible_light_and_quiet(demo_site, look, device, scheme, language, motion):
    """In both windows, and its colours in one way for each language; in English, in which there is a place for every
    state, in all four.
    """
    options = {**DEVICES[device], "color_scheme": scheme, "reduced_motion": motion}
    all_schemes = ["light", "dark"] if language == "en" else []

    def problems_of(place):
        looked = look(place, **options)
        found = faults_of_arriving(looked) + faults_in_a_window(looked, device, *(all_schemes or [scheme]))
        looked.come_with(OTHER[device])
        found += faults_in_a_window(looked, OTHER[device], *all_schemes)
        return found + complaints_of(looked, demo_site.address)

    assert reported(demo_site.places(language), problems_of) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_in_forced_colours(demo_site, look, scheme):
    def problems_of(place):
        looked = look(place, **DESKTOP, forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
        return faults_of_arriving(looked) + barriers_of(looked) + complaints_of(looked, demo_site.address)

    assert reported(demo_site.places("en"), problems_of) == {}


def test_nothing_moves_by_itself_where_a_reader_wants_no_motion(demo_site, look):
    def problems_of(place):
        return looking.motions(look(place, **PHONE, reduced_motion="reduce").page)

    names = {*OPENED, "home", "result", "practice-full", "style"}
    places = [place for place in demo_site.places("en") if place.name in names]
    assert reported(places, problems_of) == {}


def test_the_first_view_of_a_result_is_light(demo_site, look):
    sizes: dict[str, int] = defaultdict(int)
    looked = look(demo_site.place("result"), **PHONE)
    for request in looked.asked:
        sizes[request.url] += request.sizes()["responseBodySize"]
    assert len(looked.asked) <= MOST_REQUESTS, looked.urls
    assert sum(sizes.values()) <= MOST_BYTES, dict(sizes)


def test_without_a_script_nothing_is_lost(demo_site, look):
    """What scripts add is not there, and what can be opened opens."""
    for name in OPENED:
        page = look(demo_site.place(name), **PHONE, java_script_enabled=False).page
        target = {"drawer": "#facets", "menu": "#menu", "languages": "#languages"}[name]
        assert page.locator(target).is_visible()
        page.keyboard.press("Escape")
        assert page.locator(target).is_hidden()


def test_what_these_tests_look_for_is_seen(chromium):
    """A page with each of the faults."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.set_content(
        "<p style='margin:0'><button style='all:unset;width:9px;height:9px'>a</button>"
        "<button style='height:30px;width:30px'>b</button></p>"
        "<p style='height:20px;font:16px/19px serif;overflow:hidden'>Text of one line</p>"
        # As wide as its letters in whatever font there is, and ends where the page does.
        f"<p style='font-family:monospace;white-space:nowrap;margin-inline-start:calc(100vw - 34ch)'>{'wide ' * 6}</p>"
        "<p style='transition: all 1s'>c</p><img src=x>"
    )
    assert len(looking.small_targets(page)) == 1
    assert looking.cut_off(page) == []
    looking.space_text(page)
    assert len(looking.cut_off(page)) == 2
    assert len(looking.motions(page)) == 1
    assert any(found.startswith("image-alt") for found in looking.axe(page))
    assert looking.from_elsewhere(["http://a/x", "http://b:1/x"], "http://a") == ["http://b:1/x"]
    page.close()
