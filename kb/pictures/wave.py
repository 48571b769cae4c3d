"""The wave of the logo (static/images/logo.svg), drawn into a picture of dots."""

from PIL import Image, ImageDraw

# Of the logo's 32 units: two waves of two arcs each, their ends and handles, and the pen.
_ARCS = ((3, 13), (7, 7), (12, 7), (16, 13)), ((16, 13), (20, 19), (25, 19), (29, 13))
_BELOW = 9
_PEN = 4
UNITS = 32
# Drawn this many times larger and made smaller: smooth edges.
_SMOOTH = 4
_STEPS = 48

Colour = tuple[int, int, int] | tuple[int, int, int, int]


def wave(size: int, upper: Colour, lower: Colour) -> Image.Image:
    """The logo's two waves, transparent around them, ``size`` by ``size`` dots."""
    large = size * _SMOOTH
    drawn = Image.new("RGBA", (large, large), (*upper[:3], 0))
    pen = ImageDraw.Draw(drawn)
    for colour, below in ((upper, 0), (lower, _BELOW)):
        for x, y in _points(below):
            middle, half = (x * large / UNITS, y * large / UNITS), _PEN * large / UNITS / 2
            pen.ellipse((middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half), fill=colour)
    return drawn.resize((size, size), Image.Resampling.LANCZOS)


def _points(below: float) -> list[tuple[float, float]]:
    """Where the round pen stands, close enough for a line."""
    return [
        (_bezier(step / _STEPS, *(x for x, _y in arc)), _bezier(step / _STEPS, *(y for _x, y in arc)) + below)
        for arc in _ARCS
        for step in range(_STEPS + 1)
    ]


def _bezier(t: float, start: float, first: float, second: float, end: float) -> float:
    rest = 1 - t
    return rest**3 * start + 3 * rest**2 * t * first + 3 * rest * t**2 * second + t**3 * end
