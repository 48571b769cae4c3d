"""Two people write languages of one practice at the same time: nobody's text is lost. On PostgreSQL, which lets them.

One transaction is held while another begins; which waits for which is the database's answer, not a matter of time.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageSubscription

from kb.originals import make_original
from kb.page_locks import lock_sets
from kb.tasks import publish_scheduled
from practices.models import PracticePage
from tests.factories import locale, practice
from tests.transactions import Other, begun_while_the_set_is_written
from translation import drafts, service
from users.models import User

pytestmark = [
    pytest.mark.usefixtures("small_site"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time."),
]


@pytest.fixture
def page(small_site):
    return practice(content_depth="record", title="The long table")


@pytest.fixture
def turkish(page):
    return service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Eski."}, publish=True)


def row(page):
    return PracticePage.objects.get(pk=page.pk)


def translator_publishes(page):
    service.translate(row(page), locale("tr"), {"summary": "Yeni."}, publish=True)


def editor_publishes(page):
    page = row(page)
    page.year_start = 2001
    page.save_revision().publish()


def assert_both(page, turkish):
    now = row(turkish)
    assert (now.summary, now.year_start) == ("Yeni.", 2001)
    assert (drafts.latest(now).summary, drafts.latest(now).year_start) == ("Yeni.", 2001)


def test_a_translator_publishes_while_her_page_follows(page, turkish, monkeypatch):
    """Not before it has followed, and from what it has become."""
    others = []
    keep = drafts.keep

    def kept(original, translated):
        draft = keep(original, translated)
        others.append(Other(lambda: translator_publishes(page)))
        assert others[0].waits()
        return draft

    monkeypatch.setattr(drafts, "keep", kept)
    editor_publishes(page)
    others[0].end()
    assert_both(page, turkish)


def test_a_translation_follows_what_was_published_while_it_waited(page, turkish):
    with begun_while_the_set_is_written(page, lambda: service.follow(row(page))):
        translator_publishes(page)
        PracticePage.objects.filter(pk=page.pk).update(year_start=2001)
    assert_both(page, turkish)


def test_a_translators_page_takes_the_facts_that_were_published_while_it_waited(page, turkish):
    source = service.source_of(page)
    service.translate(page, locale("tr"), {"summary": "Yeni."}, publish=False)
    with begun_while_the_set_is_written(page, lambda: service.write(source, locale("tr"), publish=True)):
        editor_publishes(page)
    assert_both(page, turkish)


def test_the_form_of_a_translation_waits_for_the_original(client, page, turkish):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    service.translate(page, locale("tr"), {"summary": "Yeni."}, publish=False)
    address = reverse("wagtailadmin_pages:edit", args=[turkish.pk])
    with begun_while_the_set_is_written(page, lambda: client.post(address, {"action": "publish"})):
        editor_publishes(page)
    assert_both(page, turkish)


def test_the_page_that_becomes_the_original_is_read_when_nobody_writes_it(page, turkish):
    with begun_while_the_set_is_written(page, lambda: make_original(row(turkish))):
        translator_publishes(page)
        editor_publishes(page)
    assert row(turkish).is_original
    assert_both(page, turkish)


def test_the_heir_of_a_deleted_original_is_read_when_nobody_writes_it(page, turkish):
    with begun_while_the_set_is_written(page, lambda: row(page).delete()):
        translator_publishes(page)
        PracticePage.objects.filter(pk=page.pk).update(year_start=2001)
    assert row(turkish).is_original
    assert_both(page, turkish)


@pytest.mark.parametrize("first", ["en", "tr"])
def test_who_saves_one_language_and_then_another_is_in_nobodys_way(page, turkish, first):
    """Even without having locked the set: an import, a script, a bulk action."""
    languages = [page, turkish] if first == "en" else [turkish, page]

    def save(pages):
        with transaction.atomic():
            for each in pages:
                row(each).save()

    with transaction.atomic():
        row(languages[0]).save()
        second = Other(lambda: save(reversed(languages)))
        assert second.waits()
        row(languages[1]).save()
    second.end()


def test_who_only_opens_a_form_waits_for_nobody(client, page):
    """Opening it writes a row that refers to the page: that the editor is told of comments."""
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with transaction.atomic():
        lock_sets([page.translation_key])
        second = Other(lambda: client.get(address))
        assert not second.waits()
    second.end()
    assert PageSubscription.objects.filter(page=page.pk).exists()


def test_a_scheduled_publication_waits_for_an_editors(page, turkish):
    draft = row(page)
    draft.year_start = 2001
    revision = draft.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    with begun_while_the_set_is_written(page, publish_scheduled):
        translator_publishes(page)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert_both(page, turkish)


def test_two_practices_get_translations_below_the_same_indexes_in_another_order(page):
    # Of another text: wagtail-localize keeps a text once, and who adds it waits for who is adding it.
    other = practice(content_depth="record", title="The wide bench", summary="Sitting together.")
    with transaction.atomic():
        service.submit(page, [locale("de")])
        second = Other(lambda: service.submit(other, [locale("tr"), locale("de")]))
        assert second.waits()
        service.submit(page, [locale("tr")])
    second.end()
    assert PracticePage.objects.filter(locale__language_code__in=["tr", "de"]).count() == 4
