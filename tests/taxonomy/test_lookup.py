import pytest
from django.utils import translation

from taxonomy.folding import fold
from taxonomy.lookup import find
from taxonomy.models import TermLabel
from taxonomy.sorting import sort_key

pytestmark = pytest.mark.django_db


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
def test_folding(text, folded):
    assert fold(text) == folded


def test_matched_label_is_told_unless_it_is_the_one_shown(make_term):
    term = make_term("method", "world-cafe", {"en": "World Café", "sl": "Svetovna kavarna"})
    TermLabel.objects.create(term=term, language="en", kind="hidden", text="wurldcafe")
    with translation.override("sl"):
        assert [(found.matched, found.language) for found in find("method", "world cafe")] == [("World Café", "en")]
        assert [found.matched for found in find("method", "svetovna")] == [""]
        assert [found.matched for found in find("method", "wurldcafe")] == [""]


def test_better_matches_come_first(make_term):
    make_term("theme", "b", {"en": "Community energy"})
    make_term("theme", "c", {"en": "Energy poverty"})
    make_term("theme", "a", {"en": "Energy"})
    make_term("theme", "d", {"en": "Bioenergy"})
    assert [found.entry.code for found in find("theme", "energy")] == ["a", "c", "b", "d"]
    assert len(find("theme", "energy", limit=2)) == 2
    assert [found.entry.code for found in find("theme", "en")] == ["a", "c", "b"]


def test_merged_and_other_schemes_terms_are_not_offered(make_term):
    from taxonomy.merging import merge

    old, new = make_term("theme", "old", {"en": "Meals"}), make_term("theme", "new", {"en": "Food"})
    make_term("method", "meals", {"en": "Meals"})
    merge(old, new)
    assert [found.entry.code for found in find("theme", "meals")] == ["new"]


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("sl", ["Ceta", "Čad", "Dan", "Đorđe", "Sever", "Šola", "Zora", "Žaba"]),
        ("sv", ["Albanien", "Zambia", "Åland", "Ägypten", "Österrike"]),
        ("tr", ["Cezayir", "Çekya", "Hırvatistan", "Irak", "İran", "Özbekistan", "Portekiz"]),
        ("de", ["Ägypten", "Algerien", "Österreich", "Panama"]),
        ("en", ["Åland", "Albania", "Zambia"]),
    ],
)
def test_alphabetical_order_is_the_readers(language, ordered):
    scrambled = ordered[::-1]
    assert sorted(scrambled, key=lambda text: sort_key(text, language)) == ordered
