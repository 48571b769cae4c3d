"""Reads TopoJSON: countries as polygons whose common borders are the same points on both sides."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]
# A polygon is its outline and its holes, each a closed line without its first point repeated.
Polygon = list[Line]
Countries = dict[str, list[Polygon]]

OBJECT = "countries"


class ShapesError(ValueError):
    """A file that cannot be converted; the message says what to give instead."""


@dataclass(frozen=True)
class Topology:
    """The arcs of a file in degrees (longitude, latitude), and of which arcs each country consists, by ISO2 code."""

    arcs: Sequence[Line]
    countries: Mapping[str, Sequence[Sequence[Sequence[int]]]]

    def polygons(self, change: Callable[[Line], Line] | None = None) -> Countries:
        """The countries as polygons. ``change`` is applied to each arc once, so that borders stay common."""
        arcs = [change(arc) for arc in self.arcs] if change else self.arcs
        return {
            code: [[_ring(arcs, ring) for ring in polygon] for polygon in polygons]
            for code, polygons in self.countries.items()
        }


def read(path: Path) -> Topology:
    """The file's object ``countries``, whose geometries carry their code as ``properties.iso2``."""
    try:
        source = json.loads(path.read_text(encoding="utf-8"))
        geometries = source["objects"][OBJECT]["geometries"]
        arcs = list(_arcs(source))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ShapesError(
            f"{path}: not a TopoJSON file with an object named “{OBJECT}” ({error!r}). Give the path of one."
        ) from error
    countries: dict[str, list[list[list[int]]]] = {}
    for geometry in geometries:
        code = str(geometry.get("properties", {}).get("iso2") or "").lower()
        if code and geometry.get("arcs"):
            polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            countries.setdefault(code, []).extend(polygons)
    if not countries:
        raise ShapesError(f"{path}: no country has a code. Give a file whose geometries have properties.iso2.")
    return Topology(arcs, countries)


def _arcs(source: Mapping[str, Any]) -> Iterable[Line]:
    """The arcs: differences of whole numbers where the file has a transform, plain positions where not."""
    transform = source.get("transform")
    if transform is None:
        yield from ([(x, y) for x, y, *_height in arc] for arc in source["arcs"])
        return
    (scale_x, scale_y), (first_x, first_y) = transform["scale"], transform["translate"]
    for arc in source["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + first_x, y * scale_y + first_y))
        yield line


def _ring(arcs: Sequence[Line], numbers: Iterable[int]) -> Line:
    """One closed line from its arcs; a negative number is an arc taken backwards (``~number``)."""
    points: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def unbroken(code: str, polygon: Polygon) -> Polygon:
    """Russia and Fiji beyond the 180th meridian, where files begin again at -180: their lines without the leap."""
    if code not in ("ru", "fj"):
        return polygon
    return [[(x + 360 if x < 0 else x, y) for x, y in ring] for ring in polygon]
