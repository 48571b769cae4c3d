"""The map of the practices: what it counts, for whom, and what it says is missing."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from kb.care import MEMBERS_GROUP
from kb.enums import Care
from search.indexing import indexer
from search.practice_map import PracticeMap
from taxonomy.models import TermLabel
from tests.factories import practice, term
from users.models import User

pytestmark = pytest.mark.django_db
NAMES = {
    "si": ("Slovenia", "Slovenya"), "ie": ("Ireland", "İrlanda"), "it": ("Italy", "İtalya"), "jp": ("Japan", "Japonya"),
    "dk": ("Denmark", "Danimarka"), "mt": ("Malta", "Malta"), "ru": ("Russia", "Rusya"),
    "me": ("Montenegro", "Karadağ"),
}  # fmt: skip


@pytest.fixture
def made():
    """A function that makes practices, each from the countries or regions given, and the map for somebody."""
    europe, asia = term("country", "europe", "Europe", order=1), term("country", "asia", "Asia", order=2)
    for code, (english, turkish) in NAMES.items():
        country = term("country", code, english, parent=asia if code == "jp" else europe)
        TermLabel.objects.create(term=country, language="tr", text=turkish)

    def make(*sets, language="en", user=None, **fields):
        for codes in sets:
            practice(content_depth="record", terms=[("country", code) for code in codes], **fields)
        indexer().sweep()
        return PracticeMap(language, user or AnonymousUser())

    return make


def test_countries_are_counted_without_the_regions_above_them(made):
    shown = made(["si"], ["si"], ["ie"], ["europe"])
    assert [(term.code, term.count) for term in shown.countries] == [("si", 2), ("ie", 1)]
    assert [(country.term.code, country.level) for country in shown.counted] == [("ie", 1), ("si", 5)]


def test_each_practice_is_in_one_of_the_sums(made):
    shown = made(["si"], ["si", "ie"], ["si", "jp"], ["jp"], ["europe"], [])
    assert (shown.on_map, shown.elsewhere, shown.without_country) == (3, 1, 2)


def test_without_practices_there_is_nothing_to_show(made):
    shown = made([])
    assert shown.countries == shown.counted == shown.levels == shown.ranking == shown.regions == []
    assert (shown.on_map, shown.elsewhere, shown.without_country) == (0, 0, 1)


def test_with_countries_elsewhere_only_nothing_is_on_the_map(made):
    shown = made(["jp"])
    assert [term.code for term in shown.countries] == ["jp"]
    assert shown.counted == []
    assert (shown.on_map, shown.elsewhere) == (0, 1)


@pytest.mark.care("counts")
def test_what_members_only_may_read_is_counted_for_members_only(made):
    member = User.objects.create_user("member@example.org", "a long password")
    member.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    made(["si"])
    anybody = made(["ie"], ["si"], care=Care.MEMBERS)
    assert [(term.code, term.count) for term in anybody.countries] == [("si", 1)]
    assert anybody.on_map == 1
    assert {term.code: term.count for term in made(user=member).countries} == {"si": 2, "ie": 1}


def test_names_are_in_the_readers_language_and_order(made):
    shown = made(["it"], ["ie"], ["si"], ["dk"], language="tr")
    assert [term.label for term in shown.countries] == ["Danimarka", "İrlanda", "İtalya", "Slovenya"]
    assert all(term.url.startswith("/tr/search/?") and f"country={term.code}" in term.url for term in shown.countries)


def test_the_list_has_every_country_once_by_continent(made):
    shown = made(["si"], ["jp"], ["ie"])
    assert [(region.label, [term.label for term in region.countries]) for region in shown.regions] == [
        ("Europe", ["Ireland", "Slovenia"]),
        ("Asia", ["Japan"]),
    ]


def test_what_is_missing_is_of_the_map_and_spoken_languages_come_first(made):
    shown = made(["si"])
    # Japan and Russia are no countries of this map. English, which the site speaks, is official on Malta too.
    assert [label for label, _language in shown.missing][:2] == ["Italy", "Ireland"]
    assert {label for label, _language in shown.missing} == {"Italy", "Ireland", "Denmark", "Malta", "Montenegro"}
    assert not shown.has_more_missing


def test_every_country_of_the_view_is_drawn_once(made):
    shown = made(["si"], ["ru"], ["mt"])
    drawn = [*shown.ground, *shown.empty, *(country.shape for country in shown.counted)]
    assert len({id(shape) for shape in drawn}) == len(drawn)
    assert shown.view.countries["ru"] not in shown.ground
    assert {id(shape) for shape in shown.view.countries.values() if shape.d} <= {id(shape) for shape in drawn}


def test_numbers_stand_where_there_is_room(made):
    shown = made(["si"], ["ru"], ["mt"], ["it"])
    assert {country.term.code: country.number for country in shown.counted} == {
        "si": "wide", "ru": "all", "mt": "", "it": "all",
    }  # fmt: skip
