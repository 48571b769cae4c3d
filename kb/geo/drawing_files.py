"""Writes the project's files of shapes: the same input gives the same bytes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.geo import drawing_europe, drawing_marks
from kb.geo.drawing_europe import DrawnCountry
from kb.geo.drawing_marks import DISCS, SIZE, DrawnMark
from kb.geo.topology import Countries, Topology

# What every file says of itself; no licence asks for it, readers do.
SOURCE = "Made with Natural Earth (naturalearthdata.com), public domain, by manage.py convert_shapes"


def marks(detailed: Countries, coarse: Countries) -> tuple[dict[str, DrawnMark], list[str]]:
    """The marks by code, and the codes of the countries that get a disc."""
    drawn = {
        code: drawing_marks.draw(code, polygons, is_detailed)
        for code, (polygons, is_detailed) in drawing_marks.chosen(detailed, coarse).items()
    }
    shapes = {code: mark for code, mark in drawn.items() if mark is not None}
    return shapes, sorted(DISCS | (drawn.keys() - shapes.keys()))


def sprite(shapes: Mapping[str, DrawnMark]) -> str:
    """All marks as symbols of one SVG file, for ``<use>``."""
    middle = SIZE // 2
    symbols = [f'<symbol id="disc" viewBox="0 0 {SIZE} {SIZE}"><circle cx="{middle}" cy="{middle}" r="40"/></symbol>']
    symbols += [
        f'<symbol id="{code}" viewBox="0 0 {mark.width} {mark.height}"><path d="{mark.d}"/></symbol>'
        for code, mark in sorted(shapes.items())
    ]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', f"<!-- {SOURCE} -->", *symbols, "</svg>", ""])


def marks_data(shapes: Mapping[str, DrawnMark], discs: list[str]) -> dict[str, Any]:
    """What places a dot: width, height, west, north, units for a degree of longitude and of latitude."""
    numbers = {
        code: [
            mark.width,
            mark.height,
            round(mark.local.west, 3),
            round(mark.local.north, 3),
            round(mark.local.across, 4),
            round(mark.local.down, 4),
        ]
        for code, mark in sorted(shapes.items())
    }
    return {"source": SOURCE, "marks": numbers, "discs": discs}


def europe_data(countries: Mapping[str, DrawnCountry]) -> dict[str, Any]:
    """The map: its size, and each country as path, label point, room around that, size, and whether it is ground."""
    numbers = {
        code: [country.d, *map(round, country.label), round(country.room), round(country.size), int(country.is_ground)]
        for code, country in sorted(countries.items())
    }
    return {
        "source": SOURCE,
        "width": drawing_europe.WIDTH,
        "height": drawing_europe.HEIGHT,
        "countries": numbers,
    }


def write(detailed: Topology, coarse: Topology, static: Path, data: Path) -> list[Path]:
    """Writes the sprite into ``static`` and the data into ``data``; gives what was written."""
    shapes, discs = marks(detailed.polygons(), coarse.polygons())
    texts = {
        static / "places.svg": sprite(shapes),
        data / "marks.json": _lines(marks_data(shapes, discs), "marks"),
        data / "europe.json": _lines(europe_data(drawing_europe.draw(detailed, coarse)), "countries"),
    }
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return list(texts)


def _lines(content: dict[str, Any], name: str) -> str:
    """JSON with a line for each entry of ``name``, so that a change of one country is seen as one."""
    rest = {key: value for key, value in content.items() if key != name}
    entries = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in content[name].items())
    return f'{json.dumps(rest)[:-1]},\n"{name}": {{\n{entries}\n}}}}\n'
