"""What is typed: words, phrases, exclusions; everything else is plain words, and nothing fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import surfaces
from search.syntax import Typed, read


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("world café", Typed(words=("world", "café"))),
        ('"world café" city', Typed(words=("city",), phrases=(("world", "café"),))),
        ("„svetovna kavarna“", Typed(phrases=(("svetovna", "kavarna"),))),
        ("«παγκόσμιο καφέ»", Typed(phrases=(("παγκόσμιο", "καφέ"),))),
        ("housing -hostel", Typed(words=("housing",), excluded=("hostel",))),
        ('housing -"night shelter"', Typed(words=("housing",), excluded_phrases=(("night", "shelter"),))),
        ("e-mail co-operative", Typed(words=("e", "mail", "co", "operative"))),
        ("food -e-mail", Typed(words=("food",), excluded_phrases=(("e", "mail"),))),
        ("food - drink", Typed(words=("food", "drink"))),
        ('food "drink', Typed(words=("food", "drink"))),
        ('""', Typed()),
        ("-", Typed()),
        ("a AND (b OR c)*~2 title:x", Typed(words=("a", "AND", "b", "OR", "c", "2", "title", "x"))),
    ],
)
def test_reads_as_people_mean_it(text, typed):
    assert read(text) == typed


@given(st.text())
def test_any_text_is_read_and_no_word_of_it_is_lost_or_doubled(text):
    typed = read(text)
    phrases = [word for phrase in (*typed.phrases, *typed.excluded_phrases) for word in phrase]
    found = sorted([*typed.words, *typed.excluded, *phrases])
    assert found == sorted(surfaces(text))
