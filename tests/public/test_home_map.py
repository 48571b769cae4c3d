"""The map on the home page, and the list beside it that says the same."""

import re

import pytest

from home.models import HomePage
from kb.models import SiteSettings
from search.indexing import indexer
from tests.factories import practice, term

pytestmark = pytest.mark.django_db
COUNTRIES = {"si": "Slovenia", "gr": "Greece", "jp": "Japan", "lu": "Luxembourg", "fr": "France"}


@pytest.fixture
def home():
    """The English home page; two practices in Slovenia, one each in Greece, Luxembourg and Japan, none in France."""
    europe = term("country", "europe", "Europe")
    for code, name in COUNTRIES.items():
        term("country", code, name, parent=None if code == "jp" else europe)
    for code in ("si", "si", "gr", "lu", "jp"):
        practice(content_depth="record", terms=[("country", code)])
    indexer().sweep()
    return HomePage.objects.get(locale__language_code="en")


def text(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def section(document, home):
    [found] = document(home).xpath('//section[@aria-labelledby="places"]')
    return found


def test_every_country_is_in_the_list_with_its_number_and_leads_to_its_practices(client, document, home):
    found = section(document, home)
    entries = {text(li): li.find("a").get("href") for li in found.xpath('.//*[@class="map-region"]/li')}
    assert entries.keys() == {"Slovenia 2", "Greece 1", "Luxembourg 1", "Japan 1"}
    hits = document(entries["Slovenia 2"]).xpath('//article[@class="hit"]')
    assert len(hits) == 2


def test_the_ranking_has_a_bar_for_each(document, home):
    rows = section(document, home).xpath('.//ol[@class="map-ranking"]/li')
    assert [text(row) for row in rows] == ["Slovenia 2", "Greece 1", "Japan 1", "Luxembourg 1"]
    assert [row.xpath("string(.//rect/@width)") for row in rows] == ["100", "50", "50", "50"]


def test_the_drawing_is_no_tab_stop_and_its_links_are_all_in_the_list(document, home):
    found = section(document, home)
    [drawing] = found.xpath('.//*[@class="places-map"]')
    assert drawing.get("aria-hidden") == "true"
    links = drawing.xpath(".//a")
    assert len(links) == 3
    assert {link.get("tabindex") for link in links} == {"-1"}
    listed = {link.get("href") for link in found.xpath('.//*[@class="map-region"]//a')}
    assert {link.get("href") for link in links} <= listed
    assert drawing.xpath(".//*[@style] | .//style | .//script") == []


def test_a_small_country_has_a_circle_only_where_it_has_practices(document, home):
    [circle] = section(document, home).xpath(".//circle")
    assert "Luxembourg: 1" in circle.getparent().xpath("string(title)")


def test_it_says_what_is_elsewhere_and_what_is_missing(document, home):
    found = section(document, home)
    assert text(found.xpath('.//*[@class="map-sums"]')[0]) == "4 practices on this map, 1 elsewhere"
    [missing] = found.xpath('.//*[@class="places-missing"]')
    assert text(missing) == "Still missing from the map France."
    assert missing.xpath(".//a") == []


def test_with_an_address_it_asks_for_what_is_missing(document, home):
    settings = SiteSettings.for_site(home.get_site())
    settings.contact_email = "office@example.org"
    settings.save()
    [link] = section(document, home).xpath('.//*[@class="places-missing"]//a')
    assert link.get("href") == "mailto:office@example.org"


def test_the_legend_explains_every_level(document, home):
    found = section(document, home)
    assert [text(li) for li in found.xpath('.//*[@class="map-legend"]/li')] == ["2 practices", "1", "none yet"]
    used = {link.get("class") for link in found.xpath(".//svg//a")}
    explained = {key.get("class").split()[-1] for key in found.xpath('.//*[contains(@class, "map-key")]')}
    assert used | {"map-level-0"} == explained


def test_without_practices_there_is_no_map(document):
    home = HomePage.objects.get(locale__language_code="en")
    assert document(home).xpath('//section[@aria-labelledby="places"]') == []
