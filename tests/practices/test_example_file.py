"""The example of the import format, docs/examples/practices.jsonl, does what docs/import-format.md says of it."""

from pathlib import Path

import pytest
from wagtail.models import Locale, Revision

from kb.enums import TextState
from practices.enums import ContentDepth
from practices.importing.report import Level
from practices.importing.run import run
from practices.models import ImportRecord, PracticePage
from taxonomy.enums import Scheme
from translation.models import FieldTranslation

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "practices.jsonl"


@pytest.fixture
def report(vocabularies, db):
    return run([EXAMPLE])


def page(source_id):
    key = ImportRecord.objects.get(source="example", source_id=source_id).translation_key
    return PracticePage.objects.get(translation_key=key, original_record__isnull=False)


def notes(report, source_id):
    return {finding.field: finding.reason for finding in report.of(Level.NOTE) if source_id in finding.record}


def test_every_record_comes_in_once(report):
    assert (report.created, report.of(Level.ERROR), report.of(Level.KEPT)) == (8, [], [])
    originals = PracticePage.objects.filter(original_record__isnull=False)
    assert originals.count() == 8
    assert all(original.live and original.content_depth == ContentDepth.RECORD for original in originals)
    revisions = Revision.objects.count()
    again = run([EXAMPLE])
    assert (again.created, again.updated, again.unchanged) == (0, 0, 8)
    assert Revision.objects.count() == revisions


def test_two_languages_are_one_practice(report):
    original = page("language-table")
    assert original.locale.language_code == "sl"
    translation = original.get_translation(Locale.objects.get(language_code="en")).specific
    assert translation.live
    assert translation.title == "Govorilnica"
    assert FieldTranslation.objects.get(page=translation, path="summary").state == TextState.HUMAN
    # A title that is no name has to be translated before the other language goes live.
    draft = page("shared-garden").get_translation(Locale.objects.get(language_code="de"))
    assert not draft.live


def test_what_is_missing_stays_empty(report):
    assert page("shared-garden").terms(Scheme.COUNTRY) == []
    tools = page("tool-library")
    assert (tools.year_start, tools.source_year) == (2015, None)
    assert [entry.code for entry in tools.terms(Scheme.COUNTRY)] == ["nl"]
    bus = page("night-bus")
    assert (bus.year_start, bus.source_year) == (None, 2021)


def test_what_has_no_term_is_kept_as_a_keyword_and_said(report):
    assert page("beekeeping").source_keywords == ["city-beekeeping"]
    assert "“city-beekeeping” has no term" in notes(report, "beekeeping")["themes"]
    assert page("story-walk").source_keywords == ["walking tour", "oral history"]


def test_markup_is_taken_out_and_said(report):
    kitchen = page("open-kitchen")
    assert kitchen.title == "Open kitchen"
    assert "alert" not in kitchen.summary
    assert "<" not in kitchen.summary
    assert set(notes(report, "open-kitchen")) == {"title", "texts"}
    assert [entry.label("en") for entry in kitchen.terms(Scheme.ORGANISATION)] == ["Open Kitchen Example"]


def test_a_field_that_cannot_be_used_is_left_out_and_said(report):
    repair = page("repair-hour")
    assert (repair.website, repair.year_start, repair.terms(Scheme.COUNTRY)) == ("", None, [])
    assert set(notes(report, "repair-hour")) == {"website", "country", "year"}


def test_the_documentation_names_every_field():
    text = (DOCS / "import-format.md").read_text(encoding="utf-8")
    from practices.importing.records import _FIELDS, _OPTIONAL

    keys = [key for _name, key, _convert in (*_FIELDS, *_OPTIONAL)] + ["texts", "text_lang", "year", "year_basis"]
    assert [key for key in keys if f"`{key}`" not in text] == []
    assert "examples/practices.jsonl" in text
