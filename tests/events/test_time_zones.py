"""Zones by name: which there are, and an event whose zone is none of them any more."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.models import EventPage
from events.time_zones import known_zone, time_zones
from search.indexing import Built, indexer
from search.models import SearchDocument, SearchMark
from tests.factories import make_page, practice

pytestmark = pytest.mark.django_db

EVENT: dict[str, Any] = {"title": "Fair", "summary": "Seeds.", "place": "Here"}


@pytest.mark.parametrize("name", ["UTC", "CET", "Europe/Brussels"])
def test_an_event_on_a_site_of_any_zone_can_be_published(settings, client, name):
    settings.TIME_ZONE = name
    page = make_page(EventPage, start=datetime(2030, 12, 3, 13, tzinfo=UTC), **EVENT)
    assert (page.live, page.time_zone) == (True, name)
    assert client.get(page.url).status_code == 200


def test_utc_and_the_sites_own_zone_can_be_chosen_once(settings):
    settings.TIME_ZONE = "CET"
    names = [name for name, _label in time_zones()]
    assert {"UTC", "CET", "Europe/Istanbul", "America/Argentina/Ushuaia"} <= set(names)
    assert "EST" not in names
    assert len(names) == len(set(names))


def test_a_machine_without_a_table_knows_the_zones_all_the_same():
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    try:
        istanbul = zoneinfo.ZoneInfo.no_cache("Europe/Istanbul")
    finally:
        zoneinfo.reset_tzpath(to=before)
    assert datetime(2026, 12, 1, tzinfo=istanbul).utcoffset() == timedelta(hours=3)


@pytest.fixture
def lost():
    """A coming event whose zone the machine knew when it was published."""
    page = make_page(EventPage, start=timezone.now() + timedelta(days=3), **EVENT)
    EventPage.objects.filter(pk=page.pk).update(time_zone="Europe/Nowhere")
    return EventPage.objects.get(pk=page.pk)


def test_its_times_are_those_of_the_sites_zone(lost, settings):
    settings.TIME_ZONE = "Asia/Kathmandu"
    assert lost.local_start == lost.start
    assert lost.local_start.utcoffset() == timedelta(hours=5, minutes=45)
    assert lost.local_end is None


@pytest.mark.parametrize("path", ["/en/", "/el/", "/en/events/", None])
def test_the_pages_that_show_it_are_served(lost, client, path):
    assert client.get(path or lost.url).status_code == 200


def test_it_is_found_and_so_are_the_others(lost):
    other = practice(content_depth="record", title="Other")
    for page, kind in ((lost, "event"), (other, "practice")):
        SearchMark.objects.create(key=page.translation_key, kind=kind)
    assert indexer().sweep() == Built(2)
    assert indexer().reconcile().failed == {}
    assert SearchDocument.objects.get(key=lost.translation_key).year == lost.start.year


@pytest.mark.parametrize("name", ["Europe/Lost", "", "Europe", "../etc/passwd", "a" * 50, "\0"])
def test_a_name_that_is_no_zone_is_told_once(caplog, name):
    zones = {known_zone(name) for _ in range(3)}
    assert zones == {timezone.get_default_timezone()}
    assert len([record for record in caplog.records if repr(name) in record.getMessage()]) <= 1


def test_the_log_names_the_zone(caplog):
    known_zone("Europe/Atlantis")
    known_zone("Europe/Atlantis")
    [record] = caplog.records
    assert "'Europe/Atlantis'" in record.getMessage()
