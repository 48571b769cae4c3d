"""Somebody edits while an import is running. On PostgreSQL, which lets them."""

import pytest
from django.db import connection, transaction

from kb.page_locks import lock_sets
from practices.importing import run
from practices.models import PracticePage
from taxonomy.models import Term
from tests.transactions import Other, begun_while_the_set_is_written

pytestmark = [
    pytest.mark.usefixtures("small_site"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time."),
]


@pytest.fixture(autouse=True)
def _a_vocabulary(small_site):
    Term.objects.create(scheme="country", code="si")


def edited(**fields):
    page = PracticePage.objects.get()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_what_an_editor_publishes_while_its_record_waits_is_left_alone(imported, record):
    imported(record())
    reports = []
    changed = record(texts={"en": "Twice a month neighbours repair bicycles."})
    with begun_while_the_set_is_written(PracticePage.objects.get(), lambda: reports.append(imported(changed))):
        edited(summary="Written by an editor.")
    assert PracticePage.objects.get().summary == "Written by an editor."
    [finding] = reports[0].findings
    assert "was changed here since" in finding.reason


def test_an_editor_waits_for_the_part_of_the_import_that_her_page_is_in(imported, record, monkeypatch):
    """Also where its record comes last: a part locks all its pages before it writes the first."""
    imported(record("one"), record("two"))
    write = run.write
    others: list[Other] = []

    def written(candidate, *args):
        if not others:
            key = PracticePage.objects.get(source_url__endswith="two").translation_key
            others.append(Other(lambda: locked(key)))
            assert others[0].waits()
        return write(candidate, *args)

    monkeypatch.setattr(run, "write", written)
    imported(record("one", city="Ptuj"), record("two", city="Ptuj"))
    others[0].end()


def locked(key):
    with transaction.atomic():
        lock_sets([key])
