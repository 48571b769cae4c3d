"""How exactly a place is shown: on the page, in lists, in hits, and in what the search keeps."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from kb.care import conceal
from practices.enums import PlacePrecision
from practices.models import PracticeIndexPage, PracticePage, RelatedPractice
from search.indexing import indexer
from search.pages import PageSource
from tests.factories import practice
from tests.public.conftest import in_language

pytestmark = pytest.mark.django_db
PLACE = "Zebragrad"
POINT: dict[str, Any] = {"latitude": 46.55789, "longitude": 15.64512}


@pytest.fixture
def shelter():
    """A function that makes a practice of some precision, its Turkish translation, and a page that leads to it."""

    def make(precision):
        page = practice(content_depth="record", title="Shelter", place=PLACE, place_precision=precision, **POINT)
        turkish = in_language(page, "tr")
        other = practice(content_depth="record", title="Other")
        other.related_practices.add(RelatedPractice(related=page))
        other.save_revision().publish()
        indexer().sweep()
        return page, turkish, other

    return make


def outputs(client, page, turkish, other):
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    addresses = {
        "page": page.url,
        "translation": turkish.url,
        "card": other.url,
        "hit": "/en/search/?q=shelter",
        "index": index.url,
    }
    return {name: client.get(address).content.decode() for name, address in addresses.items()}


@pytest.mark.parametrize("precision", [PlacePrecision.TOWN, PlacePrecision.EXACT])
def test_a_town_is_told_wherever_the_page_is(client, shelter, precision):
    found = outputs(client, *shelter(precision))
    assert [name for name, html in found.items() if PLACE not in html] == []


@pytest.mark.parametrize("signed_in", [False, True])
def test_of_a_region_only_nobody_is_told_the_place(client, shelter, member, signed_in):
    made = shelter(PlacePrecision.REGION)
    if signed_in:
        client.force_login(member)
    found = outputs(client, *made)
    assert "Shelter" in found["hit"]
    assert [name for name, html in found.items() if PLACE in html] == []


def test_the_search_does_not_keep_the_place(client, shelter):
    page, *_others = shelter(PlacePrecision.REGION)
    [document] = PageSource().documents([page.translation_key])
    assert PLACE not in repr(document)
    assert "Shelter" not in client.get(f"/en/search/?q={PLACE}").content.decode()


@pytest.mark.parametrize(
    ("precision", "point"),
    [
        (PlacePrecision.EXACT, (46.55789, 15.64512)),
        (PlacePrecision.TOWN, (46.6, 15.6)),
        (PlacePrecision.REGION, (None, None)),
    ],
)
def test_coordinates_are_as_exact_as_the_place(shelter, precision, point):
    page, turkish, _other = shelter(precision)
    for each in (page, turkish):
        shown = PracticePage.objects.get(pk=each.pk)
        conceal(shown, AnonymousUser())
        assert (shown.latitude, shown.longitude) == (shown.original.latitude, shown.original.longitude) == point


def test_the_precision_of_the_original_counts_for_a_translation_that_is_behind(client, shelter):
    page, turkish, _other = shelter(PlacePrecision.TOWN)
    PracticePage.objects.filter(pk=page.pk).update(place_precision=PlacePrecision.REGION)
    assert PLACE not in client.get(turkish.url).content.decode()
