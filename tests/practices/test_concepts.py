"""A method page describes a term: after a merge too, and only one page of a language does."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kb.publishing import missing
from practices.models import MethodPage
from taxonomy.merging import merge
from tests.factories import locale, make_page, term
from tests.forms import form_data
from translation import service
from users.models import User

pytestmark = pytest.mark.django_db
TEXTS = {"summary": "Small groups.", "purpose": "<p>To talk.</p>"}


def method(title="World Café", language="en", **fields):
    return make_page(MethodPage, language, title=title, **{**TEXTS, **fields})


def fresh(page):
    return MethodPage.objects.get(pk=page.pk)


@pytest.fixture
def old():
    return term("method", "cafe", "Café")


@pytest.fixture
def new():
    return term("method", "world-cafe", "World Café")


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


def test_a_draft_opens_with_the_successor(old, new):
    page = method(term=old, publish=False)
    merge(old, new)
    assert fresh(page).get_latest_revision_as_object().term_id == new.pk


def test_an_old_revision_is_published_with_the_successor(old, new):
    page = method(term=old)
    revision = page.get_latest_revision()
    merge(old, new)
    revision.publish()
    assert fresh(page).term_id == new.pk


def test_a_page_that_was_read_before_the_merge_is_saved_with_the_successor(old, new):
    page = method(term=old)
    merge(old, new)
    page.save(clean=False)
    assert fresh(page).term_id == new.pk


def test_a_translation_that_is_synchronised_has_the_successor(old, new):
    page = method(term=old)
    translated = service.translate(page, locale("tr"), {"title": "Dünya Kafe", **TEXTS}, publish=True)
    merge(old, new)
    service.translate(fresh(page), locale("tr"), {"title": "Dünya Kafesi"}, publish=True)
    assert fresh(translated).term_id == new.pk


def test_the_form_of_an_old_draft_offers_and_keeps_the_successor(editor, old, new):
    page = method(term=old)
    page.save_revision()
    merge(old, new)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(editor.get(address).content.decode())
    assert data["term"] == str(new.pk)
    assert editor.post(address, {**data, "action-publish": "action-publish"}).status_code == 302
    assert fresh(page).term_id == new.pk


def test_a_second_live_page_of_a_term_is_refused_and_the_first_named(old):
    method("First", term=old)
    with pytest.raises(ValidationError, match="“First” describes the term “Café” in this language already"):
        method("Second", term=old)


def test_a_second_draft_waits_until_the_first_is_gone(old):
    first, second = method("First", term=old), method("Second", term=old, publish=False)
    assert [fault.field for fault in missing(second)] == ["term"]
    first.unpublish()
    second.get_latest_revision().publish()
    assert list(MethodPage.objects.live().filter(term=old)) == [second]


def test_the_form_says_it_at_the_field(editor, old):
    method("First", term=old)
    second = method("Second", publish=False)
    address = reverse("wagtailadmin_pages:edit", args=[second.pk])
    data = {**form_data(editor.get(address).content.decode()), "term": str(old.pk)}
    answer = editor.post(address, {**data, "action-publish": "action-publish"})
    assert "“First” describes the term “Café”" in answer.content.decode()
    assert not fresh(second).live


def test_each_language_has_a_page_of_the_term(old):
    page = method(term=old)
    translated = service.translate(page, locale("tr"), {"title": "Kafe", **TEXTS}, publish=True)
    assert fresh(translated).live
    assert fresh(translated).term_id == old.pk
    page.save_revision().publish()
    assert missing(fresh(page)) == missing(fresh(translated)) == []


def test_a_page_with_another_term_or_none_is_free(old, new):
    method("First", term=old)
    assert missing(method("Second", term=new)) == missing(method("Third")) == []


def test_after_a_merge_the_draft_that_named_the_old_term_is_told_of_the_page_of_the_new(old, new):
    method("First", term=new)
    second = method("Second", publish=False)
    second.term = old
    second.save_revision(clean=False)
    merge(old, new)
    draft = fresh(second).get_latest_revision_as_object()
    assert draft.term_id == new.pk
    assert [fault.field for fault in missing(draft)] == ["term"]


def test_a_copy_has_no_term_and_can_be_live(editor, old):
    page = method(term=old)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    parent = page.get_parent().pk
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent, "publish_copies": "on"}
    assert editor.post(address, data).status_code == 302
    copy = MethodPage.objects.get(title="Copy")
    assert (copy.live, copy.term, fresh(page).term) == (True, None, old)
    assert copy.get_latest_revision_as_object().term is None
