"""Questions that lists ask."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import Page

from kb.care import MEMBERS_GROUP
from kb.enums import Care
from practices.models import PracticePage
from tests.factories import locale, practice
from translation import service
from users.models import User

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def made(title, days_ago, **fields):
    """A practice that was first published so many days ago."""
    page = practice(title=title, content_depth="record", **fields)
    Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=days_ago))
    return page


def titles(user, language, count=2):
    return [page.title for page in PracticePage.objects.newest(user, language, count)]


def test_the_newest_come_first_in_the_readers_language_where_they_are():
    made("Oldest", 9)
    older = made("Older", 5)
    # A translation makes nothing new.
    service.translate(older, locale("tr"), {"title": "Eski", "summary": "Çorba."}, publish=True)
    made("Newest", 1)
    assert titles(ANYBODY, "en") == ["Newest", "Older"]
    assert titles(ANYBODY, "tr") == ["Newest", "Eski"]
    assert titles(ANYBODY, "tr", count=9) == ["Newest", "Eski", "Oldest"]


def test_what_a_reader_may_not_see_takes_nobodys_place():
    made("Oldest", 9)
    made("Older", 5)
    for day in range(4):
        made(f"Closed {day}", day, care=Care.MEMBERS)
    made("Unpublished", 0).unpublish()
    assert titles(ANYBODY, "en") == ["Older", "Oldest"]
    member = User.objects.create_user("member@example.org", "x")
    member.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    assert titles(member, "en") == ["Closed 0", "Closed 1"]


def test_nothing_is_no_list():
    assert titles(ANYBODY, "en") == []
