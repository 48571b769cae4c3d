"""What Wagtail keeps of which page refers to what: right after each saving, and read once for it."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from kb.models import KbDocument
from practices.models import PracticeResource
from tests.factories import practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(monkeypatch):
    """The objects whose references are read, in turn."""
    objects = []
    real = ReferenceIndex.create_or_update_for_object

    def noted(instance):
        objects.append(instance)
        real(instance)

    monkeypatch.setattr(ReferenceIndex, "create_or_update_for_object", noted)
    return objects


def document(name):
    return KbDocument.objects.create(title=name, file=ContentFile(name.encode(), f"{name}.txt"))


def referring(file):
    return [int(row.object_id) for row in ReferenceIndex.get_references_to(file)]


def with_resources(*files):
    page = practice()
    for file in files:
        page.resources.add(PracticeResource(title=file.title, document=file))
    return page


def test_a_page_with_rows_is_read_once_when_it_is_saved(read):
    files = [document(name) for name in ("one", "two", "three")]
    page = with_resources(*files)
    read.clear()
    page.save()
    assert read == [page]
    assert [referring(file) for file in files] == [[page.pk]] * 3


def test_what_a_page_refers_to_no_more_is_gone(read):
    files = [document("one"), document("two")]
    page = with_resources(*files)
    page.save()
    page.resources.remove(page.resources.first())
    page.save()
    assert [referring(file) for file in files] == [[], [page.pk]]


def test_a_draft_refers_to_nothing_until_it_is_published(read):
    file = document("one")
    page = with_resources(file)
    read.clear()
    revision = page.save_revision()
    assert (read, referring(file)) == ([], [])
    revision.publish()
    assert referring(file) == [page.pk]


def test_who_has_switched_it_off_notes_it_himself(read):
    file = document("one")
    page = with_resources(file)
    read.clear()
    with disable_reference_index_auto_update():
        page.save()
    assert (read, referring(file)) == ([], [])
    page.save()
    assert referring(file) == [page.pk]
