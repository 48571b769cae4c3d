"""Below a practice: those that its editors name, then others on its issue, those of other countries first."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from kb.enums import Care
from kb.reading import Reading
from kb.similar import similar
from practices.context import RELATED, related_practices
from practices.models import RelatedPractice
from search.indexing import indexer
from tests.factories import practice, term

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().get("/en/")
REQUEST.user = AnonymousUser()


@pytest.fixture
def made():
    """A function that makes practices of the theme in these countries, by title."""
    europe = term("country", "europe", "Europe")
    for code in ("si", "gr", "fr"):
        term("country", code, parent=europe)
    term("theme", "food")

    def make(**countries):
        return {
            title: practice(
                title=title, content_depth="record", terms=[("theme", "food"), *(("country", code) for code in codes)]
            )
            for title, codes in countries.items()
        }

    return make


def titles(page, pages, most=10):
    indexer().sweep()
    by_key = {each.translation_key: title for title, each in pages.items()}
    return [by_key[key] for key in similar(Reading(page, REQUEST), most)]


def test_other_countries_come_first_and_each_once_before_any_twice(made):
    pages = made(own=["si"], near=["si"], greek=["gr"], second_greek=["gr"], french=["fr"])
    found = titles(pages["own"], pages)
    assert found[-1] == "near"
    assert {*found[:2]} in ({"greek", "french"}, {"second_greek", "french"})
    assert len(found) == 4


def test_a_region_is_no_other_country_and_one_of_several_countries_is_enough_to_be_near(made):
    pages = made(own=["si"], anywhere=["europe"], both=["fr", "si"], greek=["gr"])
    assert titles(pages["own"], pages)[0] == "greek"
    assert {*titles(pages["own"], pages)[1:]} == {"anywhere", "both"}


def test_without_a_theme_nothing_is_alike(made):
    pages = made(one=["si"], two=["gr"])
    alone = practice(title="Alone", content_depth="record")
    assert titles(alone, pages) == []


def test_what_a_reader_may_not_see_of_the_named_ones_makes_room_for_others(made):
    pages = made(own=["si"], a=["gr"], b=["fr"], c=["gr"], d=["fr"], e=["gr"])
    own = pages["own"]
    closed = [practice(title=f"Closed {number}", care=Care.MEMBERS) for number in range(RELATED)]
    for each in [*closed, pages["e"]]:
        own.related_practices.add(RelatedPractice(related=each))
    own.save_revision().publish()
    indexer().sweep()
    shown = related_practices(own, Reading(own, REQUEST))
    assert [card.page.title for card in shown["related"]] == ["e"]
    assert len(shown["same_issue"]) == RELATED - 1
    assert "e" not in [card.page.title for card in shown["same_issue"]]
