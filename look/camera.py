"""Takes the pictures: every place in every way of looking, and some special ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from look.browsing import UnexpectedAnswerError, visit
from look.places import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

PHONE: Mapping[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DESKTOP: Mapping[str, Any] = {"viewport": {"width": 1440, "height": 900}}
# A desktop window of 1,280 px at 400 % has room for 320.
ZOOMED: Mapping[str, Any] = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}


@dataclass(frozen=True)
class Way:
    """A way of looking: a device and a scheme, as Playwright's options of a context. ``only`` names the places that it
    is for; none means all.
    """

    device: str
    scheme: str
    options: Mapping[str, Any]
    only: frozenset[str] = frozenset()
    is_printed: bool = False

    @property
    def ending(self) -> str:
        return "pdf" if self.is_printed else "png"

    def takes(self, place: Place) -> bool:
        return not self.only or (place.name in self.only and place.language in ("en", "el"))


@dataclass(frozen=True)
class Picture:
    """One picture that was taken: ``file`` is its name in the folder."""

    place: str
    language: str
    device: str
    scheme: str
    file: str
    path: str = ""


@dataclass
class Taken:
    """What a run brought: pictures, and the places that did not answer as they should, each with the reason."""

    pictures: list[Picture] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


_MAIN = frozenset({"home", "result", "practice-full", "method", "style"})
WAYS: tuple[Way, ...] = (
    *(
        Way(device, scheme, {**options, "color_scheme": scheme})
        for device, options in (("phone", PHONE), ("desktop", DESKTOP))
        for scheme in ("light", "dark")
    ),
    Way("desktop", "forced-colours", {**DESKTOP, "forced_colors": "active", "color_scheme": "dark"}, _MAIN),
    Way("320", "light", {"viewport": {"width": 320, "height": 640}, "device_scale_factor": 2}, _MAIN),
    Way("2560", "light", {"viewport": {"width": 2560, "height": 1440}}, _MAIN),
    Way("zoom-400", "light", {**ZOOMED}, _MAIN - {"style"}),
    Way("no-script", "light", {**PHONE, "java_script_enabled": False}, _MAIN | {"result-table", "drawer"}),
    Way("print", "light", DESKTOP, _MAIN - {"style"} | {"result-table"}, is_printed=True),
)
# What is opened covers the window: of these the window is shown, of all others the whole page.
OPENED = frozenset({"drawer", "menu", "languages"})
# CSS pixels; a browser cannot draw pictures of any length.
LONGEST = 30_000


def take(
    browser: "Browser",
    address: str,
    places: Sequence[Place],
    sessions: Mapping[str, str],
    folder: Path,
    ways: Iterable[Way] = WAYS,
    say: Callable[[str], None] = lambda text: None,
) -> Taken:
    """Takes ``places`` of the site at ``address`` in ``ways`` into ``folder``, one context of the browser a way."""
    from playwright.sync_api import Error as PlaywrightError

    taken = Taken()
    for way in ways:
        wanted = [place for place in places if way.takes(place)]
        if not wanted:
            continue
        say(f"{way.device}, {way.scheme}: {len(wanted)} …")
        context = browser.new_context(**way.options, reduced_motion="reduce")
        page = context.new_page()
        for place in wanted:
            try:
                status = visit(page, address, place, sessions)
            except (UnexpectedAnswerError, PlaywrightError) as error:
                taken.failed.append(f"{way.device}, {way.scheme}, {place.language} {place.name}: {error}")
                continue
            # A part of the site that is not there in this version.
            if status == 404 and 200 in place.statuses:
                continue
            file = f"{place.name}.{place.language}.{way.device}.{way.scheme}.{way.ending}"
            _keep(page, folder / file, place, way)
            taken.pictures.append(Picture(place.name, place.language, way.device, way.scheme, file, place.path))
        context.close()
    return taken


def _keep(page: "Page", file: Path, place: Place, way: Way) -> None:
    if way.is_printed:
        page.pdf(path=file, format="A4")
        return
    if place.act in OPENED:
        page.screenshot(path=file, animations="disabled")
        return
    height = float(page.evaluate("document.documentElement.scrollHeight"))
    width = float(way.options["viewport"]["width"])
    clip: FloatRect = {"x": 0.0, "y": 0.0, "width": width, "height": min(height, LONGEST)}
    page.screenshot(path=file, full_page=True, animations="disabled", clip=clip)
