"""Draws the map of Europe: every country that its view shows, in one projection, with common borders."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.geo.outline import Box, area, box, clipped, heart, path_data, simplified
from kb.geo.projection import Lambert
from kb.geo.topology import Countries, Line, Point, Polygon, Topology, unbroken

# Kilometres from the centre: from the west of Portugal to the east of Türkiye, from the North Cape to Crete and Cyprus.
PROJECTION = Lambert(longitude=12, latitude=52, left=2000, top=2215, unit=4.82)
WIDTH, HEIGHT = 1000, 860
# Beyond the view by this much, so that the lines where a country is cut are not seen.
MARGIN = 8
VIEW: Box = (-MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN)
# Square units of the smallest corner and the smallest island that are drawn.
LEAST_CORNER = 2.2
LEAST_ISLAND = 8.0
# Countries beyond Europe, and Russia, of which the view shows a corner: ground, so that the others have neighbours.
GROUND = frozenset(["az", "dz", "eg", "il", "iq", "ir", "jo", "kz", "lb", "ly", "ma", "ps", "ru", "sa", "sy", "tn"])
# Where the detailed file ends, the coarse one goes on; they overlap a little, so that no gap is seen.
EAST_OF_DETAIL: Box = (50.2, 41.0, 80.0, 77.0)
CONTINUED = ("ru", "kz")
# Smaller than any file draws them; longitude and latitude.
POINTS: dict[str, Point] = {"mc": (7.42, 43.74), "va": (12.45, 41.9), "gi": (-5.35, 36.14), "gg": (-2.58, 49.46)}


@dataclass(frozen=True)
class DrawnCountry:
    """One country on the map; lengths in units, ``size`` in square units.

    ``room`` is how far its border is from the point for its label.
    """

    d: str
    label: Point
    room: float
    size: float
    is_ground: bool


def draw(detailed: Topology, coarse: Topology) -> dict[str, DrawnCountry]:
    """The countries by code, those that reach into the view."""
    countries = detailed.polygons(_projected)
    beyond = _beyond(coarse)
    found = {}
    for code, polygons in sorted(countries.items()):
        drawn = _drawn([*polygons, *beyond.get(code, [])], code in GROUND)
        if drawn is not None:
            found[code] = drawn
    for code, point in POINTS.items():
        found[code] = DrawnCountry("", PROJECTION(point), 0.0, 0.0, False)
    return dict(sorted(found.items()))


def _projected(line: Line) -> Line:
    return simplified([PROJECTION(point) for point in line], LEAST_CORNER)


def _beyond(coarse: Topology) -> Countries:
    """What lies east of the detailed file, cut in degrees before it is projected."""
    polygons = coarse.polygons()
    cut = {
        code: [[clipped(unbroken(code, polygon)[0], EAST_OF_DETAIL)] for polygon in polygons[code]]
        for code in CONTINUED
        if code in polygons
    }
    return {code: [[_projected(ring) for ring in each] for each in parts if each[0]] for code, parts in cut.items()}


def _drawn(polygons: list[Polygon], is_ground: bool) -> DrawnCountry | None:
    inside = [[clipped(ring, VIEW) for ring in polygon] for polygon in polygons]
    seen = sorted((polygon for polygon in inside if polygon[0]), key=lambda polygon: -area(polygon[0]))
    if not seen:
        return None
    size = sum(area(polygon[0]) for polygon in seen)
    label, room = heart(seen[0][0]) if size else (_middle(seen[0][0]), 0.0)
    kept = [polygon for polygon in seen if area(polygon[0]) >= LEAST_ISLAND]
    return DrawnCountry(path_data(kept), label, room, size, is_ground)


def _middle(points: Iterable[Point]) -> Point:
    left, low, right, high = box(points)
    return (left + right) / 2, (low + high) / 2
