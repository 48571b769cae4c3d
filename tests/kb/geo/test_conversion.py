"""The command that makes the files of the shapes, on a world of three small countries."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kb.geo import drawing_europe, drawing_files
from kb.geo.topology import ShapesError, read

# Two countries that share a border of four points, and one that is an island with another far away.
ARCS = [
    [(10.0, 45.0), (10.4, 46.0), (9.9, 47.0), (10.0, 48.0)],
    [(10.0, 48.0), (5.0, 48.4), (5.0, 45.2), (10.0, 45.0)],
    [(10.0, 48.0), (15.0, 48.4), (15.0, 45.2), (10.0, 45.0)],
    [(20.0, 40.0), (22.0, 40.2), (22.0, 42.0), (20.0, 42.1), (20.0, 40.0)],
    [(-20.0, 40.0), (-19.0, 40.0), (-19.0, 41.0), (-20.0, 40.0)],
]
GEOMETRIES: list[dict[str, Any]] = [
    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"iso2": "AA"}},
    {"type": "Polygon", "arcs": [[~0, ~2]], "properties": {"iso2": "BB"}},
    {"type": "MultiPolygon", "arcs": [[[3]], [[4]]], "properties": {"iso2": "CC"}},
]


def topology(path, geometries=GEOMETRIES):
    """A TopoJSON file with a transform, whose arcs are steps of a thousandth of a degree."""
    arcs = []
    for arc in ARCS:
        points = [(round(x * 1000), round(y * 1000)) for x, y in arc]
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
        arcs.append([points[0], *steps])
    transform = {"scale": [0.001, 0.001], "translate": [0, 0]}
    objects = {"countries": {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps({"type": "Topology", "transform": transform, "objects": objects, "arcs": arcs}))
    return path


def test_steps_become_degrees_and_arcs_rings(tmp_path):
    countries = read(topology(tmp_path / "world.json")).polygons()
    assert sorted(countries) == ["aa", "bb", "cc"]
    [[ring]] = countries["aa"]
    assert [(round(x, 3), round(y, 3)) for x, y in ring] == [*ARCS[0], *ARCS[1][1:-1]]
    assert len(countries["cc"]) == 2


def test_the_same_input_gives_the_same_files(tmp_path):
    source = read(topology(tmp_path / "world.json"))
    written = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        written.append([path.read_bytes() for path in drawing_files.write(source, source, folder, folder)])
    assert written[0] == written[1]
    assert len(written[0]) == 3


def test_far_parts_are_left_out_of_a_mark(tmp_path):
    source = read(topology(tmp_path / "world.json", [{**GEOMETRIES[2], "properties": {"iso2": "xc"}}]))
    shapes, _discs = drawing_files.marks({}, source.polygons())
    assert shapes["xc"].d.count("M") == 1
    assert shapes["xc"].local.west == pytest.approx(20)


def test_neighbours_on_the_map_share_their_border(tmp_path):
    source = read(topology(tmp_path / "world.json"))
    [[first]], [[second]] = (source.polygons(drawing_europe._projected)[code] for code in ("aa", "bb"))
    assert len(set(first) & set(second)) >= 3


@pytest.mark.parametrize("content", ["", "{}", '{"objects": {"countries": {"geometries": []}}, "arcs": []}'])
def test_a_wrong_file_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "wrong.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=r"wrong\.json: .*Give"):
        call_command("convert_shapes", path, path)
    with pytest.raises(ShapesError):
        read(tmp_path / "missing.json")


def test_geometries_without_a_code_are_refused(tmp_path):
    path = topology(tmp_path / "nameless.json", [{**each, "properties": {}} for each in GEOMETRIES])
    with pytest.raises(ShapesError, match=r"properties\.iso2"):
        read(Path(path))
