"""What is typed on any keyboard is comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.folding import fold, fold_words, lower


def test_turkish_has_two_letters_i():
    assert lower("IŞIK İİ", "tr") == "ışık ii"
    assert lower("ICE", "en") == "ice"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("IŞIK", "isik"),
        ("ışık", "isik"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("Ελλάς", "ελλασ"),
        ("ΕΛΛΆΔΑ", "ελλαδα"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("  Co-operatives &  mutual\u00a0aid ", "co operatives mutual aid"),
        ("Světová", "svetova"),
        ("Дания", "дания"),
        ("", ""),
    ],
)
def test_words_of_labels(text, folded):
    assert fold_words(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text.lower())) == fold(text.lower())
