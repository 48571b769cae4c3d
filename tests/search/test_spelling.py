"""Slips: a letter put in, left out, changed, or swapped with its neighbour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import slips, slips_allowed

words = st.text("abcdé", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("garden", "garden", 0),
        ("graden", "garden", 1),
        ("gardn", "garden", 1),
        ("gardden", "garden", 1),
        ("gorden", "garden", 1),
        ("comunity", "community", 1),
        ("reperation", "reparatoin", 2),
        ("garden", "kitchen", None),
        ("", "ab", 2),
    ],
)
def test_counts_slips(one, other, count):
    assert slips(one, other, 2) == count


@given(words, words, st.integers(0, 4))
def test_the_limit_changes_nothing_but_whether_there_is_an_answer(one, other, most):
    found = slips(one, other, 9)
    assert found is not None
    assert slips(one, other, most) == (found if found <= most else None)
    assert slips(other, one, most) == slips(one, other, most)


@given(words, st.integers(0, 6), st.sampled_from("xyz"))
def test_a_letter_more_is_one_slip(word, place, letter):
    assert slips(word, word[:place] + letter + word[place:], 1) == 1


def test_short_words_are_not_guessed_at():
    assert [slips_allowed(word) for word in ("abc", "abcd", "abcdefg", "abcdefgh")] == [0, 1, 1, 2]
