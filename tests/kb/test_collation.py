"""A–Z as readers of each language expect it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.collation import WIDTH, collation_key


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("sl", ["cona", "Čad", "čas", "Dan", "Đorđe", "Sever", "šola", "zbor", "žito"]),
        ("sv", ["Albanien", "zon", "Åland", "ånger", "ägg", "öl"]),
        ("tr", ["cam", "çay", "gün", "ğa", "hız", "Irak", "ışık", "İran", "iş", "oda", "öz", "su", "şu", "un", "üç"]),
        ("de", ["Ofen", "Öffnung", "Ort"]),
        ("hr", ["cvijet", "čaj", "ćup", "dom", "džep", "đak", "lopta", "ljubav"]),
        ("cs", ["hora", "chata", "ovoce", "řeka", "sad", "škola"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("hu", ["cukor", "család", "zene", "zseb"]),
        ("el", ["Άλφα", "αμφορέας", "Ζωή"]),
        ("bg", ["иск", "йод", "кон"]),
        ("de", ["Ägypten", "Algerien", "Österreich", "Panama"]),
        ("en", ["10 ways", "“A new way”", "a newer way", "Åbo", "zoo", "Ωμέγα", "Яна"]),
    ],
)
def test_titles_follow_the_alphabet(language, titles):
    assert sorted(sorted(titles), key=lambda title: collation_key(title, language)) == titles


def test_letter_case_accents_and_signs_do_not_order():
    assert collation_key("  «Café»  Noir!", "en") == collation_key("cafe noir", "en")


@given(st.text(), st.sampled_from(("en", "tr", "hu", "sk")))
def test_a_key_has_its_width(title, language):
    assert len(collation_key(title, language)) == WIDTH
