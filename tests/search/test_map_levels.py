"""The levels of the map's colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.map_levels import levels


def spoken(counts):
    return [(level.low, level.high) for level in levels(counts)]


def test_no_counts_have_no_levels():
    assert levels([]) == []


def test_one_count_is_one_level_in_the_middle():
    assert [(level.level, level.low, level.high) for level in levels([1, 1, 1])] == [(3, 1, 1)]
    assert spoken([7]) == [(5, None)]


def test_a_small_site_has_a_level_for_each_number():
    assert spoken([1, 1, 1, 2, 2, 3]) == [(1, 1), (2, 2), (3, 3)]
    assert [level.level for level in levels([1, 1, 2, 3])] == [1, 3, 5]


def test_a_large_site_has_five_with_round_limits():
    counts = [494, 214, 99, 87, 81, 41, 40, 37, 34, 28, 24, 22, 15, 11, 9, 8, 7, 5, 4, 3, 2, 2, 1, 1, 1]
    found = levels(counts)
    assert [level.level for level in found] == [1, 2, 3, 4, 5]
    assert found[-1].high is None
    assert all(any(level.holds(count) for count in counts) for level in found)
    assert {level.low for level in found} <= {1, 2, 3, 4, 5, 10, 20, 50, 100, 200}


@pytest.mark.parametrize("counts", [[1, 1000], [7], [3, 3, 3], [1_000_000, 1]])
def test_no_level_is_empty(counts):
    for level in levels(counts):
        assert any(level.holds(count) for count in counts)


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=60))
def test_every_count_is_in_exactly_one_level(counts):
    found = levels(counts)
    assert 1 <= len(found) <= 5
    for count in counts:
        assert sum(level.holds(count) for level in found) == 1
