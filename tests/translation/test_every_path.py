"""Nothing goes live in the source language under another language's address, by any path.

Each test takes one path and reads the live row and the revisions afterwards, and says whether the service wrote. What
stands behind it (a page that is live is checked when it is saved) would keep readers from harm without it, but
translators would have the original's texts in their drafts.
"""

from datetime import timedelta

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from kb.enums import TextState
from kb.models import Original
from kb.originals import make_original
from kb.tasks import publish_scheduled
from practices.models import PracticePage
from tests.factories import locale, practice
from translation import service
from translation.models import FieldTranslation
from users.models import User

pytestmark = pytest.mark.django_db

ENGLISH = "Neighbours cook together once a week."


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("root@example.org", "x")
    client.force_login(user)
    return client


@pytest.fixture
def page():
    return practice(title="The long table", content_depth="record", summary=ENGLISH)


@pytest.fixture
def turkish(page):
    return service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)


@pytest.fixture
def draft(page):
    """A Turkish page of which nothing is translated, opened as wagtail-localize opens it."""
    translate_object(page, [locale("tr")])
    return PracticePage.objects.get(locale=locale("tr"), translation_key=page.translation_key)


@pytest.fixture
def written(monkeypatch):
    """What the service is asked to write from here on: languages, and whether live. Ask for it last."""
    calls = []
    service_write = service.write

    def write(source, to, *, publish, user=None):
        calls.append((to.language_code, publish))
        return service_write(source, to, publish=publish, user=user)

    monkeypatch.setattr(service, "write", write)
    return calls


def row(page):
    return PracticePage.objects.get(pk=page.pk)


def assert_nothing_english(page):
    """No text of the original in a Turkish page or its revisions, but a title that holds the place of a missing one."""
    original = row(page)
    titles, summaries = {"The long table", original.title}, {ENGLISH, original.summary}
    for turkish in PracticePage.objects.filter(locale=locale("tr"), translation_key=page.translation_key):
        states = dict(FieldTranslation.objects.filter(page=turkish).values_list("path", "state"))
        for content in [revision.content for revision in turkish.revisions.all()]:
            assert content["summary"] not in summaries
            assert content["title"] not in titles or states["title"] == TextState.MISSING
        assert turkish.summary not in summaries
        assert turkish.title not in titles or not turkish.live


def assert_still_a_draft(page, draft):
    """As it was: no path has written another revision."""
    assert not row(draft).live
    assert row(draft).latest_revision_id == draft.latest_revision_id
    assert_nothing_english(page)


def assert_still_turkish(page, turkish):
    live = row(turkish)
    assert live.live
    assert (live.title, live.summary) == ("Uzun masa", "Komşular.")
    assert_nothing_english(page)


def source(page):
    return TranslationSource.objects.get(object_id=page.translation_key)


def open_translation(page):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale("tr"))


def test_submitting_in_the_admin(admin, page, written):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert admin.post(address, {"locales": [locale("tr").pk]}).status_code == 302
    assert written == [("tr", False)]
    draft = PracticePage.objects.get(locale=locale("tr"), translation_key=page.translation_key)
    assert not draft.live
    assert_nothing_english(page)


def test_synchronising_in_the_admin(admin, page, turkish, written):
    page = row(page)
    page.summary = "Changed in English."
    page.save()
    address = reverse("wagtail_localize:update_translations", args=[source(page).pk])
    assert admin.post(address, {"publish_translations": "on"}).status_code == 302
    assert written == [("tr", True)]
    assert_still_turkish(page, turkish)


def test_synchronising_an_untranslated_draft(admin, page, draft, written):
    address = reverse("wagtail_localize:update_translations", args=[source(page).pk])
    assert admin.post(address, {"publish_translations": "on"}).status_code == 302
    assert written == [("tr", True)]
    assert_still_a_draft(page, draft)


def test_publishing_in_the_translation_editor(admin, page, draft, written):
    response = admin.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), {"action": "publish"})
    assert response.status_code == 302
    assert written == []
    assert_still_a_draft(page, draft)


def test_publishing_in_the_translation_editor_were_nothing_said_to_be_missing(admin, page, draft, written, monkeypatch):
    """The list of what is missing stands before the service; it is not what refuses."""
    monkeypatch.setattr(service, "missing_in", lambda page: [])
    response = admin.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), {"action": "publish"})
    assert response.status_code == 302
    assert written == [("tr", True)]
    assert_still_a_draft(page, draft)


def test_the_translation_editor_lists_what_is_missing(admin, page, draft):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = admin.post(address, {"action": "publish"}, follow=True)
    assert response.status_code == 200
    html = response.content.decode()
    assert "<li>The title is not translated.</li>" in html
    assert "<li>“Summary” is missing.</li>" in html
    assert "ignore these translations" not in html
    assert_still_a_draft(page, draft)


def test_publishing_in_bulk(admin, page, draft):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={draft.pk}"
    response = admin.post(f"{address}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert response.status_code == 200
    assert_still_a_draft(page, draft)


def test_one_refused_page_stops_no_other_in_bulk(admin, page, draft):
    other = practice(title="Waiting", content_depth="record", publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin.post(f"{address}?id={draft.pk}&id={other.pk}&next=/admin/pages/", follow=True)
    assert response.status_code == 200
    assert row(other).live
    assert_still_a_draft(page, draft)
    assert "The long table" in response.content.decode()


def test_a_schedule(page, draft):
    revision = row(draft).get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    report = publish_scheduled()
    assert "1 refused" in report.summary
    assert_still_a_draft(page, draft)


def test_a_revision_published_directly(page, draft):
    with pytest.raises(ValidationError, match="“Summary” is missing"):
        row(draft).get_latest_revision().publish()
    assert_still_a_draft(page, draft)


def test_a_po_file(admin, page, draft, written):
    catalogue = open_translation(page).export_po()
    for entry in catalogue:
        if entry.msgctxt == "summary":
            entry.msgstr = "Komşular."
    upload = SimpleUploadedFile("tr.po", str(catalogue).encode(), content_type="text/x-gettext-translation")
    address = reverse("wagtail_localize:upload_pofile", args=[open_translation(page).pk])
    assert admin.post(address, {"file": upload}).status_code == 302
    assert_still_a_draft(page, draft)
    open_translation(page).import_po(polib.pofile(str(catalogue)), delete=True)
    assert_still_a_draft(page, draft)
    open_translation(page).save_target(publish=False)
    assert written == [("tr", False)]
    assert row(draft).get_latest_revision_as_object().summary == "Komşular."
    assert_nothing_english(page)


def test_a_po_file_that_repeats_the_original(admin, page, draft):
    catalogue = open_translation(page).export_po()
    for entry in catalogue:
        entry.msgstr = entry.msgid
    upload = SimpleUploadedFile("tr.po", str(catalogue).encode(), content_type="text/x-gettext-translation")
    address = reverse("wagtail_localize:upload_pofile", args=[open_translation(page).pk])
    assert admin.post(address, {"file": upload}).status_code == 302
    with pytest.raises(service.TranslationRefusedError, match="Summary"):
        service.write(source(page), locale("tr"), publish=True)
    assert_still_a_draft(page, draft)


def test_a_po_file_with_less_than_before(page, turkish):
    """By the method that all of wagtail-localize's writing ends in."""
    StringTranslation.objects.filter(locale=locale("tr")).delete()
    source(page).create_or_update_translation(locale("tr"), publish=True, fallback=True)
    assert_still_turkish(page, turkish)


def test_saving_the_target_as_the_library_does(page, turkish, written):
    StringTranslation.objects.filter(locale=locale("tr"), context__path="title").delete()
    open_translation(page).save_target(publish=False)
    assert_still_turkish(page, turkish)
    open_translation(page).save_target(publish=True)
    assert_still_turkish(page, turkish)
    assert written == [("tr", False), ("tr", True)]


def test_changing_the_source_and_publishing_it(page, turkish):
    page = row(page)
    page.title, page.summary = "The longest table", "Every day."
    page.save_revision().publish()
    assert_still_turkish(page, turkish)
    open_translation(page).save_target(publish=True)
    assert_still_turkish(page, turkish)


def test_copying_for_translation_by_hand(page):
    copy = page.copy_for_translation(locale("tr"))
    copy.title = "Uzun masa"
    with pytest.raises(ValidationError, match="still in English"):
        copy.save_revision(clean=False).publish()
    assert not row(copy).live


def test_an_alias_in_another_language(page):
    with pytest.raises(ValidationError, match="translate it instead"):
        page.copy_for_translation(locale("tr"), alias=True)
    assert not Page.objects.filter(translation_key=page.translation_key, locale=locale("tr")).exists()


def test_converting_a_translation_to_an_alias(admin, page, turkish):
    address = reverse("wagtail_localize:convert_to_alias", args=[turkish.pk])
    for method in (admin.get, admin.post):
        assert method(address).status_code in (302, 403)
    form = reverse("wagtailadmin_pages:edit", args=[turkish.pk])
    assert admin.post(form, {"localize-convert-to-alias": "1"}, follow=True).status_code == 200
    assert row(turkish).alias_of is None
    assert_still_turkish(page, turkish)
    assert open_translation(page)


def test_keeping_a_language_in_step_with_another(admin):
    LocaleSynchronization.objects.all().delete()
    response = admin.get(reverse("wagtaillocales:edit", args=[locale("tr").pk]))
    assert response.status_code == 200
    assert "sync_from" not in response.content.decode()


def test_a_page_taken_out_of_sync_counts_as_human(admin, page, turkish):
    stop = reverse("wagtail_localize:stop_translation", args=[open_translation(page).pk])
    assert admin.post(stop).status_code == 302
    turkish = row(turkish)
    turkish.summary = "Komşularımız."
    turkish.save_revision().publish()
    states = dict(FieldTranslation.objects.filter(page=turkish).values_list("path", "state"))
    assert states == {"title": TextState.HUMAN, "summary": TextState.HUMAN}
    page = row(page)
    page.summary = "Every day."
    page.save_revision().publish()
    assert row(turkish).summary == "Komşularımız."
    assert FieldTranslation.objects.get(page=turkish, path="summary").state == TextState.OUTDATED


def test_deleting_the_original_leaves_the_translation_and_names_it_the_original(page, turkish):
    strings = StringTranslation.objects.filter(locale=locale("tr")).count()
    Page.objects.get(pk=page.pk).delete()
    live = row(turkish)
    assert (live.live, live.title, live.summary) == (True, "Uzun masa", "Komşular.")
    assert Original.objects.get(translation_key=turkish.translation_key).page_id == turkish.pk
    assert StringTranslation.objects.filter(locale=locale("tr")).count() == strings
    assert not FieldTranslation.objects.filter(page=turkish).exists()


def test_making_a_translation_the_original_keeps_every_page_address_and_text(page, turkish):
    german = service.translate(page, locale("de"), {"title": "Der lange Tisch", "summary": "Nachbarn."}, publish=True)
    addresses = {p.pk: p.url for p in Page.objects.filter(translation_key=page.translation_key)}
    make_original(row(turkish))
    assert {p.pk: p.url for p in Page.objects.filter(translation_key=page.translation_key)} == addresses
    assert [s.locale.language_code for s in TranslationSource.objects.filter(object_id=page.translation_key)] == ["tr"]
    assert row(german).original.pk == turkish.pk
    changed = row(turkish)
    changed.summary = "Her gün."
    changed.save_revision().publish()
    assert row(german).summary == "Nachbarn."
    assert row(page).summary == ENGLISH
    assert FieldTranslation.objects.get(page=page.pk, path="summary").state == TextState.OUTDATED
    service.translate(row(page), locale("en"), {"summary": "Every day."}, publish=True)
    assert row(page).summary == "Every day."
