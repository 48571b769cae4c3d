"""Words: the same from texts and queries, whatever the alphabet and however it is typed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LONGEST_TOKEN, analyse, content

languages = st.sampled_from(("en", "tr", "el", "bg", "de"))


def forms(text, language="en"):
    return [word.forms.all[0] for word in analyse(text, language)]


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("tr", "IŞIK", "ışık"),
        ("tr", "İstanbul", "istanbul"),
        ("tr", "ığdır", "IGDIR"),
        ("el", "ΚΟΙΝΩΝΊΑΣ", "κοινωνιας"),
        ("de", "Straße", "STRASSE"),
        ("hr", "Đurđevac", "durdevac"),
        ("sv", "Ærø", "aero"),
        ("sl", "čšž", "csz"),
        ("en", "ﬁnance", "finance"),
        ("en", "coöpe\u00adration", "cooperation"),
        ("en", "cafe\u0301", "café"),
    ],
)
def test_what_is_written_is_found_as_it_is_typed(language, written, typed):
    assert forms(written, language) == forms(typed, language) != []


def test_words_know_their_places():
    text = "Café, l'eau (2019)"
    assert [text[word.start : word.end] for word in analyse(text, "fr")] == ["Café", "l", "eau", "2019"]
    assert [word.position for word in analyse(text, "fr")] == [0, 1, 2, 3]


def test_a_run_of_letters_is_cut_in_texts_and_queries_alike():
    assert forms("a" * 100_000) == ["a" * LONGEST_TOKEN]


def test_signs_are_no_words():
    assert analyse("… !? — \0 _ ́", "en") == []


@given(st.text(), languages)
def test_any_text_gives_words_in_order_and_inside_it(text, language):
    end = 0
    for number, word in enumerate(analyse(text, language)):
        assert end <= word.start < word.end <= len(text)
        assert word.position == number
        assert all(0 < len(form) <= LONGEST_TOKEN for form in word.forms.all)
        end = word.end


@given(st.text(), languages)
def test_the_content_of_a_text_is_what_analyse_finds(text, language):
    words = analyse(text, language)
    found = content(text, language)
    assert found.counts == Counter(form for word in words for form in word.forms.all)
    assert (found.length, list(found.bases)) == (len(words), [word.forms.base for word in words])
