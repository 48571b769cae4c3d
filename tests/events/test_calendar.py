"""The calendar: what is to come, then what is over, on as many pages as it takes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from events.models import EventIndexPage, EventPage, event_page
from tests.factories import make_page
from tests.public.conftest import in_language

pytestmark = pytest.mark.django_db


def made(title, start, end=None):
    now = timezone.now()
    end = None if end is None else now + timedelta(days=end)
    return make_page(
        EventPage, title=title, summary="For all.", place="Here", start=now + timedelta(days=start), end=end
    )


@pytest.fixture
def calendar(client):
    """A function that gives the titles below each heading, as a reader sees them on one page of a language's list."""

    def read(page=1, language="en"):
        index = EventIndexPage.objects.get(locale__language_code=language)
        shown = html.fromstring(client.get(index.url, {"page": page}).content)
        return {
            section.get("aria-labelledby"): [link.text_content().strip() for link in section.cssselect(".card h3 a")]
            for section in shown.cssselect(".list-page section")
        }

    return read


def test_the_next_comes_first_and_then_the_last(calendar, monkeypatch):
    for title, start in (("Tomorrow", 1), ("Long ago", -300), ("Next year", 300), ("Yesterday", -1)):
        made(title, start)
    in_language(made("All week", -2, end=5), "el")
    assert calendar() == {"upcoming": ["All week", "Tomorrow", "Next year"], "past": ["Yesterday", "Long ago"]}

    monkeypatch.setattr(event_page, "PER_PAGE", 2)
    assert calendar() == {"upcoming": ["All week", "Tomorrow"]}
    assert calendar(2) == {"upcoming": ["Next year"], "past": ["Yesterday"]}
    assert calendar(3) == {"past": ["Long ago"]}


def test_without_anything_to_come_the_first_page_says_so(calendar, client, monkeypatch):
    monkeypatch.setattr(event_page, "PER_PAGE", 1)
    made("Yesterday", -1)
    made("Before", -2)
    assert calendar() == {"upcoming": [], "past": ["Yesterday"]}
    assert calendar(2) == {"past": ["Before"]}
    assert "No event is planned" in client.get("/en/events/").content.decode()


def test_an_event_that_has_lost_its_time_is_in_no_list(calendar):
    made("Tomorrow", 1)
    lost = made("Some day", 2)
    EventPage.objects.filter(pk=lost.pk).update(start=None)
    assert calendar() == {"upcoming": ["Tomorrow"]}
