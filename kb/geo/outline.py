"""Lines and polygons in the plane: size, simplification, clipping, and their writing as SVG paths."""

import heapq
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kb.geo.topology import Line, Point, Polygon

Box = tuple[float, float, float, float]


def box(points: Iterable[Point]) -> Box:
    """Least x, least y, greatest x, greatest y."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def area(ring: Line) -> float:
    """The area inside a closed line, never negative, in the square of its unit."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def contains(ring: Line, point: Point) -> bool:
    """Whether the point is inside the closed line."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def simplified(line: Line, least: float) -> Line:
    """The line without the points that shape it least, by Visvalingam and Whyatt.

    Again and again the point goes that makes the smallest triangle with its neighbours, while that is smaller than
    ``least`` (the square of the line's unit). Both ends stay.
    """
    if len(line) < 3:
        return list(line)
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    sizes = {place: _triangle(line, place - 1, place, place + 1) for place in range(1, len(line) - 1)}
    waiting = [(size, place) for place, size in sizes.items()]
    heapq.heapify(waiting)
    while waiting:
        size, place = heapq.heappop(waiting)
        if sizes.get(place) != size:
            continue
        if size >= least:
            break
        del sizes[place]
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in sizes:
                # A point is never smaller than one that went for it: otherwise a whole bay goes at once.
                sizes[near] = max(size, _triangle(line, before[near], near, after[near]))
                heapq.heappush(waiting, (sizes[near], near))
    return [point for place, point in enumerate(line) if place in sizes or place in (0, len(line) - 1)]


def _triangle(line: Line, first: int, second: int, third: int) -> float:
    (x1, y1), (x2, y2), (x3, y3) = line[first], line[second], line[third]
    return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2


def simplified_ring(ring: Line, least: float) -> Line:
    """``simplified`` for a closed line, which has no ends."""
    return simplified([*ring, ring[0]], least)[:-1]


def clipped(ring: Line, bounds: Box) -> Line:
    """The part of a closed line inside a box, by Sutherland and Hodgman; empty if there is none."""
    left, low, right, high = bounds
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, low, 1), (1, high, -1)):
        kept: Line = []
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
            starts_in, ends_in = sign * (start[axis] - limit) >= 0, sign * (end[axis] - limit) >= 0
            if starts_in:
                kept.append(start)
            if starts_in != ends_in:
                share = (limit - start[axis]) / (end[axis] - start[axis])
                kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        ring = kept
    return ring


def heart(ring: Line, steps: int = 40) -> tuple[Point, float]:
    """The point farthest inside a closed line, found on a grid of ``steps`` by ``steps``, and its distance from it."""
    left, low, right, high = box(ring)
    best: tuple[float, Point] = (0.0, ((left + right) / 2, (low + high) / 2))
    for column in range(1, steps):
        for row in range(1, steps):
            point = (left + (right - left) * column / steps, low + (high - low) * row / steps)
            if contains(ring, point) and (distance := _distance(ring, point)) > best[0]:
                best = (distance, point)
    return best[1], best[0]


def _distance(ring: Line, point: Point) -> float:
    return min(_from_side(point, a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def _from_side(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)


def path_data(polygons: Sequence[Polygon]) -> str:
    """The ``d`` of an SVG path: whole numbers, relative steps. What shrinks to less than a triangle is left out."""
    return "".join(_written(ring) for polygon in polygons for ring in polygon)


def _written(ring: Line) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    corners = [point for place, point in enumerate(points) if point != points[place - 1]]
    if len(corners) < 3:
        return ""
    steps = [
        f"{x2 - x1}{y2 - y1:+d}" if y2 < y1 else f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(corners)
    ]
    joined = "".join(step if place == 0 or step.startswith("-") else f" {step}" for place, step in enumerate(steps))
    return f"M{corners[0][0]} {corners[0][1]}l{joined}z"
