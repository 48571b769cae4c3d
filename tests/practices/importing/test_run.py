"""Whole imports: findings, dry runs, second runs, the command."""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from kb.locks import exclusive
from kb.trees import ensure_trees
from practices.importing.records import check
from practices.importing.report import Level
from practices.importing.run import ImportRefusedError, run
from practices.models import ImportRecord, PracticePage
from search.models import SearchDocument, SearchMark
from taxonomy.merging import merge
from taxonomy.models import Term
from taxonomy.signals import batched
from tests.practices.importing.tables import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]

ENGLISH = "Neighbours mend bicycles together."
SLOVENIAN = "Neighbours mend bicycles: sosedje popravljajo kolesa."
# Not part of the project: where the file is on this machine, if anybody says so.
REAL = Path(os.environ["KB_TEST_PRACTICES"]) if os.environ.get("KB_TEST_PRACTICES") else None


@pytest.fixture
def samples(record):
    return [
        record("one", organisation="Kolesarji", country="SI", themes=["food-rescue", "unheard-of"]),
        record("two", texts={"en": ENGLISH, "sl": SLOVENIAN}, organisation="Kolesarji"),
        record("three", texts={"en": ENGLISH, "sl": "Sosedje."}),
    ]


@pytest.fixture
def command(file, tmp_path):
    """Runs the command on these lines: what it printed to both outputs."""

    def call(*lines, **options):
        out, err = StringIO(), StringIO()
        call_command("import_practices", file(*lines), stdout=out, stderr=err, **options)
        return out.getvalue().strip(), err.getvalue().strip()

    return call


def test_every_bad_line_is_one_finding_and_the_rest_comes_in(imported, record):
    lines = [
        b"\xef\xbb\xbf" + json.dumps(record("one")).encode(),
        b'{"title": ',
        b"[]",
        b"",
        b'{"title": "\xff"}',
        record("two", texts={"en": "x" * 5 * 1024 * 1024}),
        record("three", title=None),
        record("four", texts={"xx": "Text."}),
        record("one", title="The same again"),
        record("five", title="Bicycles <script>alert(1)</script>"),
    ]
    report = imported(*lines)
    assert [(f.level, f.line, f.record, f.field) for f in report.findings] == [
        ("error", 2, "", ""),
        ("error", 3, "", ""),
        ("error", 5, "", ""),
        ("error", 6, "sample-two", "texts"),
        ("error", 7, "sample-three", "title"),
        ("error", 8, "sample-four", "texts"),
        ("error", 9, "sample-one", "source_id"),
        ("note", 10, "sample-five", "title"),
    ]
    assert all(f.reason and f.reason.isprintable() and len(f.reason) < 200 for f in report.findings)
    assert sorted(PracticePage.objects.values_list("title", flat=True)) == ["Bicycles", "Neighbours mend bicycles"]
    assert ImportRecord.objects.count() == report.created == 2


def test_the_same_id_in_two_files(file, record):
    first = file(record("one"), name="a.jsonl")
    second = file(record("one"), record("two"), name="b.jsonl")
    report = run([first, second])
    [finding] = report.findings
    assert (finding.file, finding.line) == (str(second), 1)
    assert finding.reason == f"sample one is in {first}:1 already; this one was left out."
    assert report.created == 2


def test_a_first_that_is_no_good_does_not_keep_the_second_out(imported, record):
    report = imported(record("one", title=""), record("one"))
    assert (report.created, len(report.findings)) == (1, 1)


def test_a_dry_run_says_the_same_and_keeps_nothing(file, samples):
    path = file(*samples, b"{")
    before = rows()
    told: list[tuple[int, int]] = []
    trial = run([path], dry_run=True, progress=lambda done, total: told.append((done, total)))
    assert rows() == before
    assert told == [(1, 3), (2, 3), (3, 3)]
    real = run([path])
    assert (trial.created, trial.findings) == (real.created, real.findings) == (3, trial.findings)


def test_a_long_dry_run_counts_through(imported, record):
    told: list[tuple[int, int]] = []
    many = [record(f"r{number}", organisation="Kolesarji") for number in range(23)]
    report = imported(*many, dry_run=True, progress=lambda done, total: told.append((done, total)))
    assert report.created == 23
    assert told == [(number, 23) for number in range(1, 24)]


def test_a_second_run_changes_no_row(imported, samples):
    imported(*samples)
    before = rows()
    report = imported(*samples)
    assert (report.unchanged, report.created, report.updated) == (3, 0, 0)
    assert rows() == before


def test_a_merge_of_terms_that_a_page_both_has_changes_no_page(imported, record):
    lines = [record("one", themes=["food", "food-rescue", "housing"]), record("two", themes=["food-rescue"])]
    imported(*lines)
    old, new = (Term.objects.get(scheme="theme", code=code) for code in ("food", "housing"))
    merge(old, new)
    pages = sorted(PracticePage.objects.values_list("pk", "latest_revision_id"))
    for _run in range(2):
        report = imported(*lines)
        assert (report.unchanged, report.updated, report.findings) == (2, 0, [])
    assert sorted(PracticePage.objects.values_list("pk", "latest_revision_id")) == pages


def test_every_document_is_marked_for_the_search(imported, samples, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        imported(*samples)
    keys = set(PracticePage.objects.values_list("translation_key", flat=True))
    assert not SearchMark.objects.exists()
    documents = SearchDocument.objects.filter(kind="practice", deleted=False)
    assert set(documents.values_list("key", flat=True)) == keys


@pytest.fixture
def latvian(settings):
    """Adds Latvian to the one setting, as an operator does who then makes its tree."""

    def add() -> None:
        languages = [*settings.LANGUAGES, ("lv", "Latviešu")]
        settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages

    return add


def test_a_language_that_the_site_gets_later_comes_in_with_the_next_run(imported, record, latvian):
    lines = [
        record("one", texts={"en": ENGLISH, "lv": "Neighbours mend bicycles: kaimiņi remontē velosipēdus."}),
        record("two", texts={"lv": "Kaimiņi remontē velosipēdus."}, text_lang="lv"),
    ]
    first = imported(*lines)
    assert (first.created, [f.level for f in first.findings]) == (1, ["note", "error"])
    latvian()
    with pytest.raises(ImportRefusedError, match=r"no tree for lv yet\. Run: manage\.py site_trees"):
        imported(*lines)
    ensure_trees()
    english = PracticePage.objects.get(locale__language_code="en").latest_revision_id
    second = imported(*lines)
    assert (second.created, second.updated, second.findings) == (1, 1, [])
    assert PracticePage.objects.filter(locale__language_code="lv", live=True).count() == 2
    assert PracticePage.objects.get(locale__language_code="en").latest_revision_id == english
    third = imported(*lines)
    assert (third.unchanged, third.updated) == (2, 0)


def test_a_second_import_at_the_same_time_is_refused(imported, record, command):
    with exclusive("import-practices"):
        with pytest.raises(ImportRefusedError, match="Another import is running"):
            imported(record())
        with pytest.raises(CommandError, match="Another import is running"):
            command(record())
    assert imported(record()).created == 1


def test_a_site_without_vocabularies_is_refused(imported, record):
    Term.objects.filter(scheme="country").update(parent=None)
    with batched():
        Term.objects.filter(scheme="country").delete()
    with pytest.raises(ImportRefusedError, match=r"manage\.py load_vocabularies"):
        imported(record())
    assert not PracticePage.objects.exists()


def test_the_command_counts_and_prints_each_error(command, samples, file):
    out, err = command(*samples, b"{")
    assert out == "3 created, 0 updated, 0 unchanged, 0 left alone, 1 error."
    path = file(*samples, b"{")
    assert f"{path}:4: error: This is not JSON" in err
    assert "note: themes: “unheard-of” has no term; it was kept as a keyword." in err
    out, _err = command(*samples, dry_run=True)
    assert out == "0 created, 0 updated, 3 unchanged, 0 left alone, 0 errors (dry run: nothing was kept)."


def test_nothing_came_in(command, tmp_path):
    with pytest.raises(CommandError, match=r"Nothing came in\."):
        command(b"{")
    with pytest.raises(CommandError, match=r"Nothing came in\."):
        call_command("import_practices", tmp_path, stdout=StringIO(), stderr=StringIO())


def test_the_report_has_a_row_for_each_finding(command, record, tmp_path):
    path = tmp_path / "report.csv"
    command(record("one", id="=1+1", themes=["unheard-of"]), b"{", report=path)
    with path.open(encoding="utf-8", newline="") as file:
        heading, *found = csv.reader(file)
    assert heading == ["level", "file", "line", "record", "field", "reason"]
    assert [(row[0], row[2], row[3], row[4]) for row in found] == [
        ("error", "2", "", ""),
        ("note", "1", "'=1+1", "themes"),
    ]


def test_a_report_that_cannot_be_written_is_said_before_anything_is_imported(command, record, tmp_path):
    with pytest.raises(CommandError, match="The report could not be written to"):
        command(record(), report=tmp_path)
    assert not Page.objects.filter(title="Neighbours mend bicycles").exists()


@pytest.mark.skipif(REAL is None, reason="KB_TEST_PRACTICES does not name the file of 1,393 records")
class TestRealFile:
    MORE = ["pl", "fi", "lv"]

    def test_every_record_can_come_in_or_says_why(self, settings):
        assert REAL
        site = [code for code, _name in settings.LANGUAGES]
        values = [json.loads(line) for line in REAL.read_text("utf-8").splitlines()]
        now = [check(value, site) for value in values]
        assert len(values) == 1393
        assert sum(outcome.record is None for outcome in now) == 11
        assert {field for outcome in now for field, _reason in outcome.errors} == {"texts"}
        assert all(check(value, [*site, *self.MORE]).record for value in values)

    def test_the_eleven_and_records_in_several_languages_come_in(self, settings, file):
        """Every one of the eleven, and every fourth of the others: all of them would take minutes."""
        assert REAL
        languages = [*settings.LANGUAGES, *((code, code) for code in self.MORE)]
        settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
        ensure_trees()
        lines = [line.encode() for line in REAL.read_text("utf-8").splitlines()]
        texts = [(line, set(json.loads(line)["texts"])) for line in lines]
        eleven = [line for line, found in texts if found <= set(self.MORE)]
        several = [line for line, found in texts if len(found) > 1][::4]
        assert (len(eleven), len(several)) == (11, 27)
        report = run([file(*eleven, *several)])
        assert report.of(Level.ERROR) == []
        assert report.created == ImportRecord.objects.count() == 38
        live = PracticePage.objects.filter(locale__language_code__in=self.MORE, live=True)
        assert sum(page.is_original for page in live) >= 11
