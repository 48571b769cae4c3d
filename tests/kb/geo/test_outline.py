"""Lines and polygons: what the conversion of the shapes is made of."""

import pytest

from kb.geo.outline import area, clipped, contains, heart, path_data, simplified, simplified_ring
from kb.geo.projection import Lambert, Local

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def test_an_area_does_not_depend_on_the_direction():
    assert area(SQUARE) == area(SQUARE[::-1]) == 100


def test_inside_and_outside():
    assert contains(SQUARE, (5, 5))
    assert not contains(SQUARE, (11, 5))


def test_small_corners_go_and_ends_stay():
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (15.0, 8.0), (20.0, 0.0)]
    assert simplified(line, 2) == [(0.0, 0.0), (10.0, 0.0), (15.0, 8.0), (20.0, 0.0)]
    assert simplified(line, 0) == line
    assert simplified(line, 1000) == [line[0], line[-1]]


def test_a_border_is_simplified_alike_from_both_sides():
    line = [(float(x), float((x * 7919) % 13)) for x in range(40)]
    assert simplified(line, 6)[::-1] == simplified(line[::-1], 6)


def test_a_ring_loses_what_does_not_shape_it():
    assert simplified_ring([*SQUARE[:2], (10.0, 5.0), *SQUARE[2:]], 1) == SQUARE


def test_what_is_outside_the_box_is_cut_off():
    assert area(clipped(SQUARE, (5, -5, 20, 5))) == 25
    assert clipped(SQUARE, (20, 20, 30, 30)) == []
    assert clipped(SQUARE, (-5, -5, 20, 20)) == SQUARE


def test_the_heart_is_where_a_label_has_most_room():
    corner = [(0.0, 0.0), (30.0, 0.0), (30.0, 10.0), (10.0, 10.0), (10.0, 30.0), (0.0, 30.0)]
    (x, y), room = heart(corner)
    assert contains(corner, (x, y))
    assert room == pytest.approx(5.5, abs=0.5)


def test_a_path_is_written_in_relative_whole_steps():
    assert path_data([[SQUARE]]) == "M0 0l10 0 0 10-10 0z"
    assert path_data([[[(0.0, 0.0), (0.2, 0.1), (0.1, 0.3)]]]) == ""


def test_a_country_by_itself_has_the_size_and_shape_it_is_given():
    local = Local.of(13, 45, 17, 47, 140)
    assert local((13, 47)) == (0, 0)
    right, low = local((17, 45))
    assert right == pytest.approx(140)
    # At 46 degrees north a degree of longitude is 0.69 of a degree of latitude.
    assert low == pytest.approx(140 * 2 / (4 * 0.6947), rel=0.001)


def test_the_map_keeps_areas():
    projection = Lambert(longitude=12, latitude=52, left=0, top=0, unit=1)

    def square_kilometres(west, south):
        return area([projection((west + x, south + y)) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))])

    # A degree by a degree: 111.19 km times 111.19 km times the cosine of the latitude.
    assert projection((12, 52)) == pytest.approx((0, 0))
    assert square_kilometres(12, 52) == pytest.approx(12364 * 0.6088, rel=0.002)
    assert square_kilometres(33, 35) == pytest.approx(12364 * 0.8141, rel=0.002)
