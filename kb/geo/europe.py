"""The map of Europe: which countries its view shows, and their shapes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "europe.json"
# Countries of less than this many square units are drawn as a circle where they have something to show.
SMALL = 420


@dataclass(frozen=True)
class MapShape:
    """A country on the map, in its units: the path (empty where there is only a point), the middle of its widest part,
    how far its border is from there, its size in square units. ``is_ground``: not of Europe, only a corner is seen."""

    d: str
    x: int
    y: int
    room: int
    size: int
    is_ground: bool

    @property
    def is_small(self) -> bool:
        return self.size < SMALL


@dataclass(frozen=True)
class EuropeMap:
    """Its size in units, and the countries by code (ISO 3166-1 alpha-2 in small letters)."""

    width: int
    height: int
    countries: Mapping[str, MapShape]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@cache
def europe_map() -> EuropeMap:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    countries = {
        code: MapShape(d, x, y, room, size, bool(is_ground))
        for code, (d, x, y, room, size, is_ground) in data["countries"].items()
    }
    return EuropeMap(data["width"], data["height"], countries)
