"""What is asked of a page that a real Chromium shows: each function gives its complaints, an empty list for none."""

from importlib import resources
from typing import Any
from urllib.parse import urlsplit

# The package brings axe itself; the tests speak to it without the package's own wrapper.
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# On a page of specimens the same thing is there many times, and its headings are those of other pages.
OF_WHOLE_PAGES = ["landmark-unique", "landmark-complementary-is-top-level", "heading-order", "region"]
# The one rule that depends on the scheme, and takes as long as all others.
COLOURS = "color-contrast"

_AXE = """async ([only, off]) => {
  const rules = Object.fromEntries(off.map((id) => [id, {enabled: false}]));
  const found = await axe.run(document, {runOnly: only, rules, resultTypes: ["violations"]});
  return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 200)}`));
}"""

# A page arrives in pieces, and the row that is cut in two may be drawn before its second half is there. What that moves
# is a hundredth of the window at most: the layout shift that counts as good is a tenth.
SEEN = 0.01
# Shifts since the page began, without those within half a second of a reader's own action.
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const moved = entry.sources.map((source) => source.node?.outerHTML?.slice(0, 100) ?? source.node?.data ?? "?");
    window.shifts.push([entry.value, `moved by ${entry.value.toFixed(4)}: ${moved.join(" | ")}`]);
  }
}).observe({type: "layout-shift", buffered: true});"""

# WCAG 2.5.8: a box of 24 by 24 CSS pixels, or so much room around it. Exempt are links inside a sentence, and the
# countries of the map, which has a list of the same links beside it.
_SMALL = """() => {
  const inSentence = (element) => {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, dd, li, td, th, cite, figcaption, blockquote, h1, h2, h3, address");
    const own = element.textContent.trim().length;
    return Boolean(block) && block.textContent.trim().length > own;
  };
  const shown = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((each) =>
    each.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !each.closest(".visually-hidden")
    && each.type !== "hidden" && !each.closest("svg") && !each.matches(".visually-hidden, .skip-link"));
  const boxOf = (element) => {
    const target = element.matches("input[type=checkbox], input[type=radio]") && element.closest("label") || element;
    return target.getBoundingClientRect();
  };
  const boxes = shown.map(boxOf);
  const centre = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const crowded = (place) => boxes.some((other, index) => {
    if (index === place || !other.width || shown[index].contains(shown[place])) return false;
    const [x, y] = centre(boxes[place]);
    const dx = Math.max(other.left - x, 0, x - other.right), dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < 12;
  });
  return shown.flatMap((element, place) => {
    const box = boxes[place];
    if (!box.width || (box.width >= 23.5 && box.height >= 23.5) || inSentence(element) || !crowded(place)) return [];
    return [`${box.width.toFixed(0)}×${box.height.toFixed(0)}: ${element.outerHTML.slice(0, 120)}`];
  });
}"""

# WCAG 1.4.12, as the style sheet of a reader: one that the site's policy has no say in.
_SPACING = """() => {
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }`);
document.adoptedStyleSheets = [sheet];
}"""

# Text that a box with hidden overflow cuts off, and a page that is wider than the window.
_CUT_OFF = """() => {
  const root = document.documentElement;
  const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
  const cut = [...document.querySelectorAll("body *")].filter((each) => {
    const style = getComputedStyle(each);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (!hides || each.closest(".visually-hidden, svg, [aria-hidden=true]") || !each.checkVisibility()) return false;
    return each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
  });
  return [...wide, ...cut.map((each) => `cut off: ${each.outerHTML.slice(0, 120)}`)];
}"""


_MOTIONS = """() => [...document.querySelectorAll("body, body *")].flatMap((each) => {
  const style = getComputedStyle(each);
  const longest = Math.max(...[...style.animationDuration.split(","), ...style.transitionDuration.split(",")]
    .map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)));
  return longest > 1 ? [`${longest} ms: ${each.outerHTML.slice(0, 120)}`] : [];
})"""


_DRAWN = """() => document.fonts.ready.then(() => new Promise((drawn) =>
  requestAnimationFrame(() => requestAnimationFrame(drawn))))"""


def axe(page: Any, without: list[str] | None = None) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(_AXE, [RULES, without or []])
    return found


def faint(page: Any, scheme: str) -> list[str]:
    """Text that does not stand out in ``scheme``, to which the page is changed."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
    settle(page)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(_AXE, [{"type": "rule", "values": [COLOURS]}, []])
    return found


def settle(page: Any) -> None:
    """Returns when everything is there and drawn, the fonts too."""
    page.wait_for_load_state("load")
    page.evaluate(_DRAWN)


def shifts(page: Any) -> list[str]:
    """What moved after it was first drawn, by more than a reader can see. The page was opened with ``SHIFTS`` as init
    script.
    """
    found: list[tuple[float, str]] = page.evaluate("window.shifts")
    return [text for _value, text in found] if sum(value for value, _text in found) > SEEN else []


def small_targets(page: Any) -> list[str]:
    found: list[str] = page.evaluate(_SMALL)
    return found


def cut_off(page: Any) -> list[str]:
    found: list[str] = page.evaluate(_CUT_OFF)
    return found


def space_text(page: Any) -> None:
    """Sets lines, letters and words as far apart as a reader may want them."""
    page.evaluate(_SPACING)


def motions(page: Any) -> list[str]:
    """Animations and transitions that run or would run."""
    found: list[str] = page.evaluate(_MOTIONS)
    return found


def from_elsewhere(urls: list[str], address: str) -> list[str]:
    """The requests to any other host than the site's."""
    return [url for url in urls if urlsplit(url).netloc != urlsplit(address).netloc]
