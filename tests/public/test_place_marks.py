"""Place marks on pages: where they stand, and that no dot tells more than may be told."""

from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import Context, Template

from kb.enums import Care
from kb.terms import ShownTerm
from practices.enums import PlacePrecision
from practices.models import PracticeIndexPage, RelatedPractice
from search.indexing import indexer
from tests.factories import practice
from tests.public.conftest import in_language, labelled

pytestmark = pytest.mark.django_db
POINT: dict[str, Any] = {"latitude": 46.55789, "longitude": 15.64512}
SLOVENIA = (("country", "si"),)


@pytest.fixture
def shelter():
    """A function that makes a Slovenian practice, its Turkish translation and a page that leads to it; gives where it
    is seen: on its page, in Turkish, on a card, in a hit, in a list."""

    def make(**fields):
        labelled(SLOVENIA)
        page = practice(content_depth="record", title="Shelter", terms=SLOVENIA, **{**POINT, **fields})
        turkish = in_language(page, "tr")
        other = practice(content_depth="record", title="Other")
        other.related_practices.add(RelatedPractice(related=page))
        other.save_revision().publish()
        indexer().sweep()
        index = PracticeIndexPage.objects.get(locale__language_code="en")
        return {
            "page": page.url, "translation": turkish.url, "card": other.url, "hit": "/en/search/?q=shelter",
            "index": index.url,
        }  # fmt: skip

    return make


def marks(document, address):
    return document(address).xpath('//svg[contains(@class, "place-mark")]')


@pytest.mark.parametrize("precision", [PlacePrecision.TOWN, PlacePrecision.EXACT])
def test_a_dot_is_where_the_practice_is(document, shelter, precision):
    for name, address in shelter(place_precision=precision).items():
        [mark] = marks(document, address)
        [dot] = mark.findall("circle")
        assert mark.find("use").get("href").endswith("#si"), name
        assert 90 < int(dot.get("cx")) < 110, name
        assert 10 < int(dot.get("cy")) < 35, name


@pytest.mark.care("page", "list", "result")
@pytest.mark.parametrize(
    "fields",
    [
        {"place_precision": PlacePrecision.REGION},
        {"care": Care.ANONYMOUS, "place_precision": PlacePrecision.EXACT},
        {"care": Care.ANONYMOUS},
        {"latitude": None},
    ],
    ids=["region only", "anonymous and exact", "anonymous", "half a place"],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_what_may_not_be_told_has_the_country_and_no_dot(client, document, shelter, member, fields, signed_in):
    addresses = shelter(**fields)
    if signed_in:
        client.force_login(member)
    for name, address in addresses.items():
        [mark] = marks(document, address)
        assert mark.findall("circle") == [], name


def test_a_mark_is_for_the_eye_only_and_the_words_are_there(document, shelter):
    for name, address in shelter().items():
        [mark] = marks(document, address)
        assert (mark.get("aria-hidden"), mark.get("focusable")) == ("true", "false"), name
        assert "country si" in document(address).xpath("string(//main)"), name


def test_without_a_country_there_is_no_mark(document):
    page = practice(content_depth="record", title="Somewhere", terms=(), **POINT)
    assert marks(document, page.url) == []


def test_the_file_it_names_is_there(document, shelter):
    [mark] = marks(document, shelter()["page"])
    path = mark.find("use").get("href").partition("#")[0]
    assert finders.find(path.removeprefix("/static/")) is not None


def test_with_names_that_carry_a_hash_it_names_the_hashed_file(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    call_command("collectstatic", interactive=False, verbosity=0)
    template = Template("{% load kb %}{% place_mark countries %}")
    html = template.render(Context({"countries": [ShownTerm("Slovenia", "en", code="si")]}))
    [name] = [path.name for path in (tmp_path / "images").glob("places.*.svg")]
    assert f'href="/static/images/{name}#si"' in html
