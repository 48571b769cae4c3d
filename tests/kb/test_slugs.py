import pytest

from kb.models import BasePage
from kb.slugs import lower, slugify
from tests.factories import practice


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Κοινωνία 2030", "el", "koinonia-2030"),
        ("Ο άλλος άνθρωπος", "el", "o-allos-anthropos"),
        ("Световно кафене в Щип", "bg", "svetovno-kafene-v-shtip"),
        ("IŞIK ve ığdır", "tr", "isik-ve-igdir"),
        ("İyi uygulamalar", "tr", "iyi-uygulamalar"),
        ("Über Größe", "de", "ueber-groesse"),
        ("Über Größe", "en", "uber-grosse"),
        ("Što đak čini?", "hr", "sto-dak-cini"),
        ("Årets möte", "sv", "arets-mote"),
        ("Café & Œuvres", "fr", "cafe-oeuvres"),
        ("???", "en", ""),
        ("a" * 200, "en", "a" * 80),
        ("word " * 40, "en", "word-" * 15 + "word"),
    ],
)
def test_a_title_becomes_an_ascii_slug_by_the_rules_of_its_language(text, language, slug):
    assert slugify(text, language) == slug


def test_turkish_has_two_is():
    assert lower("IŞIK İĞNE", "tr") == "ışık iğne"
    assert lower("IŞIK İĞNE", "en") == "işik iğne"


@pytest.mark.django_db
def test_two_pages_of_one_title_have_two_addresses():
    first, second = practice(title="Η κουζίνα", language="el"), practice(title="Η κουζίνα", language="el")
    assert (first.slug, second.slug) == ("i-kouzina", "i-kouzina-1")


@pytest.mark.django_db
def test_a_title_without_letters_still_has_an_address():
    page = practice(title="???")
    assert isinstance(page, BasePage)
    assert page.slug == "practicepage"
