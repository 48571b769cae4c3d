"""Care that was published holds, whatever older state somebody publishes afterwards."""

import pytest
from django.urls import reverse
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page
from wagtail_localize.models import Translation

from events.models import EventPage
from home.models import NewsPage, StandardPage
from kb.enums import Care
from practices.models import MethodPage, PracticeIndexPage, PracticePage
from tests.factories import locale, practice
from tests.forms import form_data
from translation import service
from users.models import User

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


@pytest.fixture
def page():
    return practice(title="Soup", content_depth="record")


def row(page):
    return PracticePage.objects.get(pk=page.pk)


def publish(page, care):
    """As an editor does who opens the page now."""
    now = row(page).get_latest_revision_as_object()
    now.care = care
    now.save_revision().publish()


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client, page):
    return form_data(client.get(address(page)).content.decode())


def readable(client, page):
    client.logout()
    return client.get(page.url).status_code == 200


@pytest.mark.care("page")
def test_an_old_revision_does_not_open_what_was_closed_since(client, page):
    old = page.latest_revision
    publish(page, Care.MEMBERS)
    old.publish()
    assert row(page).care == Care.MEMBERS
    assert not readable(client, page)


def test_an_old_revision_is_edited_with_the_care_of_today(editor, page):
    old = page.latest_revision
    publish(page, Care.MEMBERS)
    html = editor.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])).content.decode()
    form = form_data(html)
    assert form["care"] == Care.MEMBERS
    editor.post(address(page), {**form, **PUBLISH, "revision": old.pk})
    assert row(page).care == Care.MEMBERS


@pytest.mark.care("page")
def test_a_form_from_before_the_change_is_refused_and_then_keeps_it(editor, client, page):
    form = opened(editor, page)
    publish(page, Care.MEMBERS)
    answer = editor.post(address(page), {**form, **PUBLISH, "title": "Good soup"})
    html = answer.content.decode()
    assert "It was set to “Members only” while you were editing." in html
    assert (row(page).care, row(page).title) == (Care.MEMBERS, "Soup")
    again = form_data(html)
    assert (again["care"], again["title"]) == (Care.MEMBERS, "Good soup")
    editor.post(address(page), {**again, **PUBLISH})
    assert (row(page).care, row(page).title) == (Care.MEMBERS, "Good soup")
    assert not readable(client, page)


def test_a_draft_from_before_the_change_takes_the_care_of_today(editor, page):
    form = opened(editor, page)
    publish(page, Care.ANONYMOUS)
    editor.post(address(page), {**form, "title": "Good soup"})
    draft = row(page).get_latest_revision_as_object()
    assert (draft.title, draft.care) == ("Good soup", Care.ANONYMOUS)


def test_who_has_seen_the_care_changes_it_either_way(editor, client, page):
    for care in (Care.MEMBERS, Care.ANONYMOUS, Care.PUBLIC):
        form = opened(editor, page)
        # An earlier draft of the same form changes nothing about that.
        editor.post(address(page), {**form, "care": Care.MEMBERS})
        editor.post(address(page), {**form, **PUBLISH, "care": care})
        assert row(page).care == care
    assert readable(client, page)


def test_a_page_read_before_the_change_may_close_but_not_open(page):
    stale, other = row(page), row(page)
    publish(page, Care.ANONYMOUS)
    stale.save()
    assert row(page).care == Care.ANONYMOUS
    other.care = Care.MEMBERS
    other.save()
    assert row(page).care == Care.MEMBERS


def test_a_translation_leaves_what_all_languages_share_to_the_original(editor, client, page):
    german = service.translate(page, locale("de"), {"title": "Suppe", "summary": "Nachbarn."}, publish=True)
    Translation.objects.filter(target_locale=locale("de")).update(enabled=False)
    html = editor.get(address(german)).content.decode()
    assert "change it in the original" in html
    changed = {"care": Care.MEMBERS, "year_start": "1999", "title": "Gute Suppe", "terms_theme": []}
    editor.post(address(german), {**form_data(html), **PUBLISH, **changed})
    german = PracticePage.objects.get(pk=german.pk)
    assert (german.title, german.care, german.year_start) == ("Gute Suppe", Care.PUBLIC, None)
    assert readable(client, german)


@pytest.mark.parametrize("alias", ["", "on"])
def test_a_copy_in_another_languages_tree_is_refused_and_said(editor, page, alias):
    parent = PracticeIndexPage.objects.get(locale__language_code="sl")
    data = {
        "new_title": "Soup",
        "new_slug": "copy",
        "new_parent_page": parent.pk,
        "publish_copies": "on",
        "alias": alias,
    }
    answer = editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)
    assert "“Soup” is in English: a copy of it can only stand there." in answer.content.decode()
    assert not Page.objects.child_of(parent).exists()
    data["new_parent_page"] = page.get_parent().pk
    editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert Page.objects.child_of(page.get_parent()).count() == 2


@pytest.mark.parametrize("model", [PracticePage, MethodPage, EventPage, NewsPage, StandardPage])
def test_every_page_can_be_scheduled(model):
    fields = get_edit_handler(model).get_form_class().base_fields
    assert {"go_live_at", "expire_at"} <= fields.keys()
