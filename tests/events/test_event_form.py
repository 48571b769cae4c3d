"""An event's times as editors type and see them: those on the clock at its place, wherever they and the site are."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from events.models import EventPage
from tests.factories import make_page
from tests.forms import form_data
from users.models import User

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture(autouse=True)
def _editor(client, settings):
    """She sits in New York and works on a site in Brussels: none of the two zones counts."""
    settings.TIME_ZONE = "Europe/Brussels"
    editor = User.objects.create_superuser("root@example.org", "x")
    UserProfile.objects.create(user=editor, current_time_zone="America/New_York")
    client.force_login(editor)


@pytest.fixture
def event():
    """At ten o'clock of Istanbul, until twelve."""
    start, end = datetime(2026, 12, 1, 7, tzinfo=UTC), datetime(2026, 12, 1, 9, tzinfo=UTC)
    fields: dict[str, Any] = {"title": "Fair", "summary": "Seeds.", "place": "Here"}
    return make_page(EventPage, start=start, end=end, time_zone="Europe/Istanbul", **fields)


@pytest.fixture
def form(client):
    """Opens the form of an event, as a browser would send it back."""

    def opened(page):
        return form_data(client.get(address(page)).content.decode())

    return opened


@pytest.fixture
def publish(client, form):
    """Types something into the form of an event and publishes; the event as it is then, or the answer if refused."""

    def sent(page, **typed):
        response = client.post(address(page), {**form(page), **typed, **PUBLISH})
        return EventPage.objects.get(pk=page.pk) if response.status_code == 302 else response

    return sent


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_form_shows_the_times_in_the_events_zone(event, form):
    shown = form(event)
    assert (shown["start"], shown["end"]) == ("2026-12-01 10:00", "2026-12-01 12:00")


def test_what_is_typed_is_of_the_events_zone(event, publish, form):
    event = publish(event, start="2026-07-01 18:30", end="2026-07-01 20:00")
    assert event.start == datetime(2026, 7, 1, 15, 30, tzinfo=UTC)
    assert event.end == datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert f"{event.local_start:%H:%M}" == "18:30"
    assert form(event)["start"] == "2026-07-01 18:30"


def test_a_new_event_is_of_the_zone_typed_with_it(client, event):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", event.get_parent().pk])
    data = form_data(client.get(url).content.decode())
    assert data["time_zone"] == "Europe/Brussels"
    typed = {"title": "New", "summary": "Seeds.", "place": "Here", "start": "2026-12-01 10:00", "end": ""}
    assert client.post(url, {**data, **typed, "time_zone": "Asia/Kathmandu", **PUBLISH}).status_code == 302
    assert EventPage.objects.get(title="New").start == datetime(2026, 12, 1, 4, 15, tzinfo=UTC)


def test_with_another_zone_the_typed_times_stay(event, publish, form):
    event = publish(event, time_zone="Europe/Ljubljana")
    assert (event.start, event.end) == (
        datetime(2026, 12, 1, 9, tzinfo=UTC),
        datetime(2026, 12, 1, 11, tzinfo=UTC),
    )
    assert (form(event)["start"], form(event)["end"]) == ("2026-12-01 10:00", "2026-12-01 12:00")


def test_saved_untouched_nothing_has_changed(event, form, client):
    data = form(event)
    client.post(address(event), data)
    draft = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    assert (draft.start, draft.end) == (event.start, event.end)
    sent = EventPage.get_edit_handler().get_form_class()(data, instance=event)
    assert not {"start", "end"} & set(sent.changed_data)


def test_a_zone_that_is_none_is_refused_and_loses_nothing(event, publish):
    response = publish(event, time_zone="Europe/Nowhere", start="2026-12-01 08:00", end="x")
    shown = form_data(response.content.decode())
    assert (shown["start"], shown["end"]) == ("2026-12-01 08:00", "x")
    assert EventPage.objects.get(pk=event.pk).start == event.start


def test_an_event_of_a_zone_that_was_lost_is_edited_in_the_sites(event, form, publish):
    EventPage.objects.filter(pk=event.pk).update(time_zone="Europe/Lost")
    revision = event.get_latest_revision()
    revision.content["time_zone"] = "Europe/Lost"
    revision.save()
    shown = form(event)
    assert (shown["time_zone"], shown["start"]) == ("Europe/Brussels", "2026-12-01 08:00")
    mended = publish(event)
    assert (mended.start, mended.time_zone) == (event.start, "Europe/Brussels")


def test_a_time_that_does_not_come_is_refused_with_the_reason(event, publish):
    response = publish(event, time_zone="Europe/Ljubljana", start="2026-03-29 02:30", end="")
    html = response.content.decode()
    assert "There is no 02:30 on that day in Europe/Ljubljana: clocks go forward." in html
    assert form_data(html)["start"] == "2026-03-29 02:30"
    # The editor's own gap, of another night, is no matter.
    assert publish(event, time_zone="Europe/Ljubljana", start="2026-03-08 02:30", end="").start == datetime(
        2026, 3, 8, 1, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("typed", ["0001-01-01 00:00", "9999-12-31 23:59"])
@pytest.mark.parametrize("zone", ["Europe/Istanbul", "America/New_York"])
def test_the_ends_of_time_are_no_crash(event, publish, typed, zone):
    answer = publish(event, time_zone=zone, start=typed, end="")
    # Taken as it is where the moment can be written in UTC; else refused at its field, and the event stays.
    if isinstance(answer, EventPage):
        assert answer.start is not None
    else:
        assert answer.status_code == 200
        assert "There is no" in answer.content.decode()
        assert EventPage.objects.get(pk=event.pk).start == event.start


def test_a_time_that_comes_twice_is_the_first_unless_the_other_is_stored(event, publish):
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    event = publish(event, time_zone="Europe/Ljubljana", start="2026-10-25 02:30", end="")
    assert event.start == first
    event.start = second
    event.save_revision().publish()
    assert publish(event, title="Fair again").start == second
    assert publish(event, start="2026-10-25 03:30").start == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)
    assert publish(event, start="2026-10-25 02:30").start == first


def test_an_event_over_the_night_when_clocks_change(event, publish, form):
    event = publish(event, time_zone="Europe/Ljubljana", start="2026-03-28 20:00", end="2026-03-29 10:00")
    assert (event.end - event.start).total_seconds() == 13 * 3600
    assert (form(event)["start"], form(event)["end"]) == ("2026-03-28 20:00", "2026-03-29 10:00")
