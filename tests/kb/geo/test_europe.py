"""The map of Europe, as it is committed."""

import re

import pytest

from kb.geo.drawing_europe import PROJECTION
from kb.geo.europe import DATA, europe_map
from kb.geo.projection import Lambert

# Capitals as longitude and latitude.
CAPITALS = {
    "si": (14.51, 46.06), "tr": (32.86, 39.93), "is": (-21.94, 64.15), "cy": (33.36, 35.17), "pt": (-9.14, 38.72),
    "fi": (24.94, 60.17), "ua": (30.52, 50.45), "ie": (-6.26, 53.35), "mt": (14.51, 35.90), "xk": (21.17, 42.66),
}  # fmt: skip


def outline(shape):
    """The points of a path, from its relative steps."""
    for part in re.findall(r"M([^z]*)z", shape.d):
        start, steps = part.split("l")
        x, y = map(int, start.split())
        yield x, y
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


@pytest.mark.parametrize("code", CAPITALS)
def test_a_capital_lies_in_its_country_on_the_map(code):
    shape = europe_map().countries[code]
    x, y = PROJECTION(CAPITALS[code])
    points = [*outline(shape), (shape.x, shape.y)]
    assert min(p[0] for p in points) - 4 <= x <= max(p[0] for p in points) + 4
    assert min(p[1] for p in points) - 4 <= y <= max(p[1] for p in points) + 4


def test_the_view_reaches_from_iceland_to_cyprus_and_the_east_of_turkiye():
    view = europe_map()
    for code in ("is", "pt", "no", "cy", "gr", "tr"):
        shape = view.countries[code]
        assert not shape.is_ground
        assert all(-10 <= x <= view.width + 10 for x, _y in outline(shape)), code
        assert 0 < shape.x < view.width
        assert 0 < shape.y < view.height


def test_every_shape_keeps_to_the_view():
    view = europe_map()
    for code, shape in view.countries.items():
        assert re.fullmatch(r"(M-?\d+ -?\d+l[\d -]+z)*", shape.d), code
        assert all(-10 <= x <= view.width + 10 and -10 <= y <= view.height + 10 for x, y in outline(shape)), code


def test_africa_and_russia_are_ground():
    ground = {code for code, shape in europe_map().countries.items() if shape.is_ground}
    assert {"ru", "dz", "ma", "tn"} <= ground
    assert ground & {"tr", "cy", "ua", "al", "xk"} == set()


def test_very_small_countries_are_circles():
    small = {code for code, shape in europe_map().countries.items() if shape.is_small}
    assert {"mt", "lu", "cy", "va", "mc"} <= small
    assert small & {"si", "be", "al"} == set()


def test_the_file_is_small():
    assert sum(len(shape.d) for shape in europe_map().countries.values()) <= 35_000
    assert DATA.stat().st_size <= 40_000


def test_the_drawing_was_made_with_this_projection():
    assert isinstance(PROJECTION, Lambert)
    shape = europe_map().countries["va"]
    assert (shape.x, shape.y) == tuple(map(round, PROJECTION((12.45, 41.9))))
