"""The shipped countries are found by what people type."""

import pytest

from taxonomy.lookup import find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]


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
def test_country_is_found_by_what_people_type(query, code):
    found = find("country", query)
    assert (found[0].entry.code if found else None) == code


@pytest.mark.parametrize("query", ["", "   ", "&", "\x00", "zzzzzz", "q" * 5000])
def test_nothing_is_found_by_nothing(query):
    assert find("country", query) == []
