"""Draws the place marks: each country by itself, small, so that its shape is known at 44 pixels."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.geo.outline import Box, area, box, path_data, simplified_ring
from kb.geo.projection import Local
from kb.geo.topology import Countries, Polygon, unbroken

# The longer side of a mark, in its own units: 140 pixels at most, so that one unit is never more than a pixel.
SIZE = 140
# What is smaller than this (square units) is not seen at 44 pixels: points of an outline, and whole islands.
LEAST_CORNER = {True: 2.0, False: 2.6}
LEAST_ISLAND = 6.0
# Parts farther from the mainland than this share of its size are left out: it would shrink to a dot for their sake.
FAR = 0.2
# Where that is not enough: longitudes and latitudes of what is drawn (west, south, east, north).
ONLY: dict[str, Box] = {
    "us": (-126, 24, -66, 50),  # without Alaska and Hawaii
    "nz": (166, -48, 179, -34),
    "pt": (-10, 36.5, -6, 43),
    "es": (-10, 35.5, 5, 44),
    "fr": (-6, 41, 10, 52),
    "no": (4, 57, 32, 72),
    "ru": (27, 41, 191, 78),
}
# The mainland alone would be a wrong picture: all islands are drawn.
ARCHIPELAGOS = frozenset({"fj", "id", "my", "ph", "sb", "vu", "bs", "gr", "dk", "jp", "fo", "ps"})
# An outline with fewer points than this is no country's shape any more.
LEAST_POINTS = 10
# Countries that get a plain disc: too small for the files, or not in them.
DISCS = frozenset(
    {
        *("gg", "gi", "mc", "sj", "va", "cv", "km", "mu", "re", "sc", "sh", "st", "bh", "hk", "mo", "mv", "sg"),
        *("ag", "bb", "dm", "gd", "kn", "lc", "vc", "fm", "ki", "mh", "nr", "pw", "to", "tv", "ws"),
    }
)
# How many degrees the detailed file may show less of a country before it is taken for cut at the file's edge.
CUT = 1.5


@dataclass(frozen=True)
class DrawnMark:
    """One country: the ``d`` of its path, its size in units and its projection."""

    d: str
    width: int
    height: int
    local: Local


def chosen(detailed: Countries, coarse: Countries) -> dict[str, tuple[list[Polygon], bool]]:
    """Each country from the better file, and whether that is the detailed one: not where its edge cuts the country."""
    found = {code: (polygons, False) for code, polygons in coarse.items()}
    for code, polygons in detailed.items():
        if code not in coarse or not _is_cut(_largest(polygons), _largest(coarse[code])):
            found[code] = (polygons, True)
    return dict(sorted(found.items()))


def _largest(polygons: Iterable[Polygon]) -> Polygon:
    return max(polygons, key=lambda polygon: area(polygon[0]))


def _is_cut(detailed: Polygon, coarse: Polygon) -> bool:
    west, south, east, north = box(detailed[0])
    wider = box(coarse[0])
    return max(west - wider[0], south - wider[1], wider[2] - east, wider[3] - north) > CUT


def draw(code: str, polygons: list[Polygon], is_detailed: bool) -> DrawnMark | None:
    """The mark of one country; None where the file has too little of it to be its shape: it gets a disc."""
    kept = _kept(code, [unbroken(code, polygon) for polygon in polygons])
    if is_detailed and sum(len(polygon[0]) for polygon in kept) < LEAST_POINTS:
        return None
    local = Local.of(*box(point for polygon in kept for point in polygon[0]), SIZE)
    drawn: list[Polygon] = []
    for polygon in kept:
        rings = [[local(point) for point in ring] for ring in polygon]
        if polygon is kept[0] or area(rings[0]) >= LEAST_ISLAND:
            seen = [rings[0], *(hole for hole in rings[1:] if area(hole) >= LEAST_ISLAND)]
            drawn.append([simplified_ring(ring, LEAST_CORNER[is_detailed]) for ring in seen])
    d = path_data(drawn)
    _left, _low, right, high = box(point for polygon in drawn for point in polygon[0])
    return DrawnMark(d, max(1, round(right)), max(1, round(high)), local)


def _kept(code: str, polygons: list[Polygon]) -> list[Polygon]:
    """The parts that are drawn, the largest first: those in or near the box around the ones already kept."""
    left = sorted(polygons, key=lambda polygon: -area(polygon[0]))
    if code in ONLY:
        return [polygon for polygon in left if _is_within(box(polygon[0]), ONLY[code])]
    if code in ARCHIPELAGOS:
        return left
    kept = left[:1]
    west, south, east, north = box(kept[0][0])
    far = FAR * max(east - west, north - south)
    around = (west - far, south - far, east + far, north + far)
    return kept + [polygon for polygon in left[1:] if _is_within(box(polygon[0]), around)]


def _is_within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
