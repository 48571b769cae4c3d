"""The files of the place marks, as they are committed, and the dots in them."""

import re

import lxml.etree
import pytest
from django.conf import settings

from kb.geo.marks import DISC, EDGE, place_mark, shapes
from kb.templatetags.kb import place_mark as tag
from kb.terms import ShownTerm
from taxonomy.enums import Scheme
from taxonomy.vocabulary import FOLDER, read

SPRITE = settings.BASE_DIR / "static" / "images" / "places.svg"
SVG = "{http://www.w3.org/2000/svg}"
CAPITALS = {
    "si": (46.06, 14.51), "tr": (39.93, 32.86), "gr": (37.98, 23.73), "se": (59.33, 18.07), "bg": (42.70, 23.32),
    "gb": (51.51, -0.13), "de": (52.52, 13.40), "fr": (48.86, 2.35), "es": (40.42, -3.70), "pt": (38.72, -9.14),
    "no": (59.91, 10.75), "it": (41.90, 12.50), "ie": (53.35, -6.26), "is": (64.15, -21.94), "cy": (35.17, 33.36),
    "xk": (42.66, 21.17), "ua": (50.45, 30.52), "ru": (55.76, 37.62), "us": (38.90, -77.04), "fj": (-18.14, 178.44),
    "nz": (-41.29, 174.78), "id": (-6.21, 106.85), "br": (-15.79, -47.88), "ps": (31.90, 35.20), "dk": (55.68, 12.57),
}  # fmt: skip


@pytest.fixture(scope="module")
def symbols():
    """The symbols of the sprite by id."""
    return {symbol.get("id"): symbol for symbol in lxml.etree.parse(SPRITE).getroot().iter(f"{SVG}symbol")}


def below(code):
    """The codes of the countries below a term of the shipped vocabulary."""
    terms = read(FOLDER / "country.json", Scheme.COUNTRY).terms
    regions = {term.parent for term in terms}
    parents = {term.code: term.parent for term in terms}

    def is_below(parent):
        return parent is not None and (parent == code or is_below(parents[parent]))

    return {term.code for term in terms if is_below(term.parent) and term.code not in regions | {"eu"}}


def mark(code, latitude=None, longitude=None):
    """The mark of a country that has one."""
    found = place_mark([code], latitude, longitude)
    assert found is not None
    return found


def test_every_country_of_europe_has_a_mark():
    codes = below("europe")
    assert {"si", "mt", "va", "xk"} < codes
    assert codes - shapes().keys() == set()


def test_regions_have_none():
    assert {"europe", "eu", "southern-europe", "asia"} & shapes().keys() == set()


def test_the_sprite_has_the_shapes_that_the_data_names(symbols):
    assert {shape.symbol for shape in shapes().values()} == symbols.keys()
    for shape in shapes().values():
        assert symbols[shape.symbol].get("viewBox") == f"0 0 {shape.width} {shape.height}"


def test_the_sprite_holds_nothing_but_shapes_and_is_small(symbols):
    assert {child.tag for symbol in symbols.values() for child in symbol} == {f"{SVG}path", f"{SVG}circle"}
    for symbol in symbols.values():
        assert all(re.fullmatch(r"[Mlz\d -]{12,}", path.get("d")) for path in symbol.iter(f"{SVG}path"))
    assert SPRITE.stat().st_size <= 60_000


@pytest.mark.parametrize("code", CAPITALS)
def test_a_capital_is_in_its_country(code):
    found = mark(code, *CAPITALS[code])
    x, y = found.dot
    assert -EDGE / 2 <= x <= found.shape.width + EDGE / 2
    assert -EDGE / 2 <= y <= found.shape.height + EDGE / 2


def test_north_is_up_and_west_is_left():
    athens, thessaloniki = (mark("gr", *point).dot for point in ((37.98, 23.73), (40.64, 22.94)))
    assert thessaloniki[1] < athens[1]
    assert thessaloniki[0] < athens[0]


@pytest.mark.parametrize(
    ("code", "point"),
    [
        ("fr", (4.92, -52.31)), ("es", (28.12, -15.43)), ("no", (78.22, 15.65)), ("si", (51.5, -0.1)),
        ("us", (64.8, -147.7)),
    ],
    ids=["Cayenne", "Las Palmas", "Longyearbyen", "London", "Fairbanks"],
)  # fmt: skip
def test_a_place_outside_what_is_drawn_has_no_dot(code, point):
    found = mark(code, *point)
    assert found.shape.symbol == code
    assert found.dot is None


def test_a_very_small_country_is_a_disc_with_its_dot_in_the_middle():
    found = mark("mt", 35.9, 14.51)
    assert (found.shape.symbol, found.dot) == (DISC, (70, 70))
    assert mark("mt").dot is None


def test_the_first_country_counts():
    found = place_mark(["europe", "gr", "si"])
    assert found is not None
    assert found.shape.symbol == "gr"


@pytest.mark.parametrize("codes", [[], ["europe"], ["xx"]])
def test_without_a_country_there_is_none(codes):
    assert place_mark(codes, 46.0, 15.0) is None
    assert tag([ShownTerm("x", "en", code=code) for code in codes])["mark"] is None


def test_one_coordinate_makes_no_dot():
    assert mark("si", 46.0, None).dot is None
    assert mark("si", None, 15.0).dot is None
