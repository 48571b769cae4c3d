"""From degrees to the plane of a drawing, where y grows downwards."""

import math
from dataclasses import dataclass

from kb.geo.topology import Point

EARTH = 6371.0  # kilometres, a sphere of the earth's surface


@dataclass(frozen=True)
class Local:
    """A country by itself: degrees of longitude shortened as at its middle latitude, so that areas are nearly right.

    ``west`` and ``north`` are the degrees of the drawing's origin, ``across`` and ``down`` its units for a degree.
    """

    west: float
    north: float
    across: float
    down: float

    @classmethod
    def of(cls, west: float, south: float, east: float, north: float, size: float) -> "Local":
        """The projection that gives the longer side of these degrees ``size`` units."""
        shortened = math.cos(math.radians((south + north) / 2))
        down = size / max((east - west) * shortened, north - south)
        return cls(west, north, down * shortened, down)

    def __call__(self, point: Point) -> Point:
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down


@dataclass(frozen=True)
class Lambert:
    """Lambert's azimuthal equal-area projection around a centre: countries keep their share of the map's area.

    ``left`` and ``top`` are the kilometres from the centre to the drawing's origin, ``unit`` the kilometres of a unit.
    """

    longitude: float
    latitude: float
    left: float
    top: float
    unit: float

    def __call__(self, point: Point) -> Point:
        turn, latitude = math.radians(point[0] - self.longitude), math.radians(point[1])
        centre = math.radians(self.latitude)
        cosine = math.cos(latitude) * math.cos(turn)
        stretch = math.sqrt(2 / (1 + math.sin(centre) * math.sin(latitude) + math.cos(centre) * cosine))
        east = EARTH * stretch * math.cos(latitude) * math.sin(turn)
        north = EARTH * stretch * (math.cos(centre) * math.sin(latitude) - math.sin(centre) * cosine)
        return (east + self.left) / self.unit, (self.top - north) / self.unit
