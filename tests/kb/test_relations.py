"""Rows by which one page names another mean its set: they outlive the page that they name."""

import pytest
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from events.models import EventPage, ShownPractice
from kb.relations import Naming, namings
from practices.models import PracticePage, RelatedPractice
from tests.factories import locale, make_page, practice
from translation import service

pytestmark = pytest.mark.django_db

TURKISH = {"title": "Geniş sıra", "summary": "Birlikte oturuyoruz."}


def row(page):
    return type(page).objects.get(pk=page.pk)


def record(title, **fields):
    return practice(title=title, content_depth="record", **fields)


@pytest.fixture
def bench():
    """A practice that others name, in two languages."""
    page = record("The wide bench")
    service.translate(page, locale("tr"), TURKISH, publish=True)
    return page


@pytest.fixture
def heir(bench):
    return bench.get_translation(locale("tr"))


def names(page):
    return [each.related_id for each in page.related_practices.all()]


def relate(page, *others):
    page = row(page)
    page.related_practices.set([RelatedPractice(related=other, sort_order=n) for n, other in enumerate(others)])
    page.save_revision().publish()
    return row(page)


def test_the_relations_of_all_page_types_are_found():
    found = {(naming.owner, naming.relation, naming.field) for naming in namings()}
    assert found == {(PracticePage, "related_practices", "related"), (EventPage, "shown_practices", "practice")}


def test_a_related_practice_whose_original_is_deleted_is_still_named_at_its_place(bench, heir):
    first, last = record("First"), record("Last")
    page = relate(record("The long table"), first, bench, last)
    before = list(page.related_practices.values_list("pk", "sort_order"))
    row(bench).delete()
    page = row(page)
    assert names(page) == [first.pk, heir.pk, last.pk]
    assert list(page.related_practices.values_list("pk", "sort_order")) == before
    assert row(heir).is_original


def test_so_it_is_in_translations_and_in_what_they_are_written_from(bench, heir):
    page = relate(record("The long table"), bench)
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    assert names(turkish) == [bench.pk]
    row(bench).delete()
    assert names(row(turkish)) == [heir.pk]
    service.translate(page, locale("tr"), {"title": "Upuzun masa"}, publish=True)
    assert names(row(turkish)) == [heir.pk]


def test_and_in_drafts_and_in_every_older_revision(bench, heir):
    other = record("Other")
    page = relate(record("The long table"), bench, other)
    older = page.latest_revision
    page.related_practices.set([RelatedPractice(related=other), RelatedPractice(related=bench)])
    page.title = "The longest table"
    page.save_revision()
    row(bench).delete()
    draft = row(page).get_latest_revision_as_object()
    assert (draft.title, names(draft)) == ("The longest table", [other.pk, heir.pk])
    older.refresh_from_db()
    assert names(older.as_object()) == [heir.pk, other.pk]
    row(page).get_latest_revision().publish()
    assert names(row(page)) == [other.pk, heir.pk]


def test_a_draft_alone_that_names_it_is_found(bench, heir):
    page = record("The long table")
    page.related_practices.add(RelatedPractice(related=bench))
    page.save_revision()
    row(bench).delete()
    assert names(row(page).get_latest_revision_as_object()) == [heir.pk]
    assert names(row(page)) == []


def test_a_deleted_translation_that_was_named_gives_way_to_the_original(bench, heir):
    page = relate(record("The long table"), heir)
    row(heir).delete()
    assert names(row(page)) == names(row(page).get_latest_revision_as_object()) == [bench.pk]


def test_what_is_named_twice_in_two_languages_is_named_once(bench, heir):
    page = relate(record("The long table"), bench, heir)
    row(bench).delete()
    assert names(row(page)) == names(row(page).get_latest_revision_as_object()) == [heir.pk]


def test_an_event_still_names_the_practices_that_it_showed(bench, heir):
    shown = [("shown_practices", ShownPractice(practice=bench))]
    event = make_page(EventPage, title="Fair", summary="A fair.", place="Ptuj", start=timezone.now(), rows=shown)
    row(bench).delete()
    for state in (row(event), row(event).get_latest_revision_as_object()):
        assert [each.practice_id for each in state.shown_practices.all()] == [heir.pk]


def test_the_admins_count_of_uses_follows(bench, heir):
    page = relate(record("The long table"), bench)
    row(bench).delete()
    used_by = ReferenceIndex.get_references_to(Page.objects.get(pk=heir.pk)).values_list("object_id", flat=True)
    assert str(page.pk) in used_by


def test_when_the_last_language_goes_the_relation_goes(bench, heir):
    page = relate(record("The long table"), bench)
    Page.objects.filter(translation_key=bench.translation_key).delete()
    assert names(row(page)) == []
    assert names(row(page).get_latest_revision_as_object()) == []


def test_pages_that_name_each_other_can_go_together(bench, heir):
    page = relate(record("The long table"), bench)
    Page.objects.filter(pk__in=[page.pk, bench.pk]).delete()
    assert set(PracticePage.objects.all()) == {heir}


def test_a_page_of_a_longer_number_is_another():
    naming = Naming(PracticePage, "related_practices", RelatedPractice, "page", "related")
    content = {"related_practices": [{"related": 12}, {"related": 123}]}
    assert not naming.rename(content, 1, 5)
    assert naming.rename(content, 12, 5)
    assert content == {"related_practices": [{"related": 5}, {"related": 123}]}
