import pytest
from django.core.management import call_command
from django.utils import translation

from taxonomy.folding import fold
from taxonomy.lookup import find
from taxonomy.models import TermLabel
from taxonomy.sorting import sort_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries(db):
    call_command("load_vocabularies", verbosity=0)


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


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("Greece", "gr"),
        ("grce", "gr"),
        ("yunan", "gr"),
        ("YUNANİSTAN", "gr"),
        ("Ελλάδα", "gr"),
        ("ελλαδα", "gr"),
        ("Grčija", "gr"),
        ("grcija", "gr"),
        ("GRC", "gr"),
        ("hellas", "gr"),
        ("türkiye", "tr"),
        ("TURKIYE", "tr"),
        ("turkey", "tr"),
        ("portgual", "pt"),
        ("slovenjia", "si"),
        ("güney avrupa", "southern-europe"),
        ("avrupa güney", "southern-europe"),
        ("UK", "gb"),
        ("isvec", "se"),
    ],
)
def test_country_is_found_by_what_people_type(countries, query, code):
    found = find("country", query)
    assert (found[0].entry.code if found else None) == code


@pytest.mark.parametrize("query", ["", "   ", "&", "\x00", "zzzzzz", "q" * 5000])
def test_nothing_is_found_by_nothing(countries, query):
    assert find("country", query) == []


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
