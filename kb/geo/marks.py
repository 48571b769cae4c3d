"""Which mark stands for a place, and where its dot is."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.geo.projection import Local

DATA = Path(__file__).parent / "marks.json"
# Around each mark, so that a dot on the coast is whole; in units of the mark.
EDGE = 12
# The symbol and the size of countries that are too small for a shape.
DISC = "disc"
DISC_SIZE = 140
# By this share of its size a place may lie beside the shape: outlines are simplified, coordinates rounded.
BESIDE = 0.04


@dataclass(frozen=True)
class Shape:
    """A symbol of the sprite ``images/places.svg``: its name, its size in units, its projection (None for a disc)."""

    symbol: str
    width: int
    height: int
    local: Local | None

    def dot(self, latitude: float | None, longitude: float | None) -> tuple[int, int] | None:
        """Where a place is, in units; None without both coordinates, or where they lie outside what is drawn."""
        if latitude is None or longitude is None:
            return None
        if self.local is None:
            return self.width // 2, self.height // 2
        # Some outlines go on beyond the 180th meridian.
        x, y = min((self.local((longitude + turn, latitude)) for turn in (0, 360)), key=self._outside)
        beside = BESIDE * max(self.width, self.height)
        return (round(x), round(y)) if self._outside((x, y)) <= beside else None

    def _outside(self, point: tuple[float, float]) -> float:
        x, y = point
        return max(0.0, -x, -y, x - self.width, y - self.height)


@dataclass(frozen=True)
class PlaceMark:
    """A shape, and the dot in it (None for none)."""

    shape: Shape
    dot: tuple[int, int] | None

    @property
    def view_box(self) -> str:
        return f"{-EDGE} {-EDGE} {self.shape.width + 2 * EDGE} {self.shape.height + 2 * EDGE}"


@cache
def shapes() -> dict[str, Shape]:
    """Every country that has a mark, by its code (ISO 3166-1 alpha-2 in small letters, as the terms have it)."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    discs = {code: Shape(DISC, DISC_SIZE, DISC_SIZE, None) for code in data["discs"]}
    drawn = {
        code: Shape(code, width, height, Local(*degrees)) for code, (width, height, *degrees) in data["marks"].items()
    }
    return discs | drawn


def place_mark(codes: Iterable[str], latitude: float | None = None, longitude: float | None = None) -> PlaceMark | None:
    """The mark of the first of these terms that is a country; None if none is.

    Coordinates in degrees. They are those that may be shown: who may know less is given none.
    """
    found = next((shape for code in codes if (shape := shapes().get(code)) is not None), None)
    return PlaceMark(found, found.dot(latitude, longitude)) if found else None
