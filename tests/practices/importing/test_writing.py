"""What an import makes of records, and of records that changed."""

import html
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation

from kb.enums import TextState
from practices.enums import ContentDepth
from practices.models import ImportRecord, PracticePage
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from tests.factories import locale
from translation import service
from translation.models import FieldTranslation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]

ENGLISH = "Once a month neighbours repair bicycles together in a yard."
SLOVENIAN = "Enkrat na mesec sosedje skupaj popravljajo kolesa."
NAMED = "Neighbours mend bicycles: enkrat na mesec sosedje popravljajo kolesa."


def pages() -> dict[str, PracticePage]:
    return {page.locale.language_code: page for page in PracticePage.objects.select_related("locale")}


def states(page: Page) -> dict[str, str]:
    return {row.path: row.state for row in FieldTranslation.objects.filter(page_id=page.pk)}


def codes(page: PracticePage, scheme: Scheme) -> list[str]:
    return [entry.code for entry in page.terms(scheme)]


def edit(page: PracticePage, *, publish: bool = True, **fields: Any) -> None:
    page = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision(clean=False)
    if publish:
        revision.publish()


def test_a_record_becomes_a_published_page_with_its_source(imported, record):
    report = imported(
        record(city="Ptuj", country="SI", lat=46.42, lon=15.87, year=2017, year_basis="made in the source",
               website="https://example.org", organisation="Kolesarji", keywords=["repair"])
    )  # fmt: skip
    assert (report.created, report.findings) == (1, [])
    page = PracticePage.objects.get()
    assert page.live and page.first_published_at and page.locale.language_code == "en"
    assert page.content_depth == ContentDepth.RECORD
    assert (page.title, page.summary, page.place) == ("Neighbours mend bicycles", ENGLISH, "Ptuj")
    assert (page.latitude, page.longitude, page.source_year, page.year_start) == (46.42, 15.87, 2017, None)
    assert (page.source_name, page.source_licence) == ("The sample network", "CC BY 4.0")
    assert (page.source_url, page.website) == ("https://example.org/one", "https://example.org")
    assert (page.source_keywords, codes(page, Scheme.COUNTRY)) == (["repair"], ["si"])
    assert [entry.label("en") for entry in page.terms(Scheme.ORGANISATION)] == ["Kolesarji"]


@pytest.mark.parametrize("licence", ["CC BY 4.0", None])
def test_no_licence_of_ours_is_claimed_for_a_text_of_theirs(imported, record, client, licence):
    imported(record(licence=licence, texts={"en": ENGLISH, "sl": NAMED}, title="Neighbours mend bicycles"))
    assert {page.licence for page in PracticePage.objects.all()} == {""}
    for page in PracticePage.objects.live():
        html = client.get(page.url).content.decode()
        assert "CC BY-SA" not in html
        assert ("CC BY 4.0" in html) is bool(licence)


def test_an_imported_practice_cannot_lose_the_address_of_its_source(imported, record):
    imported(record())
    page = PracticePage.objects.get()
    page.source_url = page.source_name = ""
    with pytest.raises(ValidationError, match="Address of the source"):
        page.save()


def test_words_become_terms_and_a_word_without_one_a_keyword_and_a_note(imported, record):
    report = imported(
        record(themes=["food-rescue", "no-such-theme"], sdgs=["2", 13], country="Narnia", methods_src=["juggling"])
    )
    page = PracticePage.objects.get()
    assert codes(page, Scheme.THEME) == ["food-rescue"]
    assert codes(page, Scheme.SDG) == ["2", "13"]
    assert page.source_keywords == ["no-such-theme", "juggling", "Narnia"]
    assert [(note.line, note.field) for note in report.findings] == [
        (1, "themes"),
        (1, "methods_src"),
        (1, "country"),
    ]
    assert report.findings[0].reason == "“no-such-theme” has no term; it was kept as a keyword."


def test_a_title_that_is_a_name_is_carried_over_and_the_translation_is_live(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    slovenian = pages()["sl"]
    assert slovenian.live
    assert (slovenian.title, slovenian.summary) == ("Neighbours mend bicycles", NAMED)
    assert states(slovenian) == {"title": TextState.HUMAN, "summary": TextState.HUMAN}


def test_another_title_waits_for_a_translator_who_goes_on_from_the_text(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": SLOVENIAN}))
    draft = pages()["sl"]
    assert not draft.live
    assert draft.get_latest_revision_as_object().summary == SLOVENIAN
    assert states(draft) == {"title": TextState.MISSING, "summary": TextState.HUMAN}
    segment = StringTranslation.objects.get(locale__language_code="sl", context__path="summary")
    assert (segment.data, segment.translation_type) == (SLOVENIAN, StringTranslation.TRANSLATION_TYPE_MANUAL)
    page = service.translate(pages()["en"], locale("sl"), {"title": "Sosedje popravljajo kolesa"}, publish=True)
    assert page.live and page.summary == SLOVENIAN


def test_the_named_language_is_the_original(imported, record):
    imported(record(text_lang="sl", texts={"en": ENGLISH, "sl": SLOVENIAN}))
    assert pages()["sl"].is_original and pages()["sl"].live
    assert not pages()["en"].is_original


def test_a_changed_record_updates_page_and_translation(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    report = imported(record(texts={"en": "New text.", "sl": NAMED + " Novo."}, city="Ptuj"))
    assert (report.updated, report.findings) == (1, [])
    assert (pages()["en"].summary, pages()["en"].place) == ("New text.", "Ptuj")
    assert (pages()["sl"].summary, pages()["sl"].place) == (NAMED + " Novo.", "Ptuj")
    assert states(pages()["sl"]) == {"title": TextState.HUMAN, "summary": TextState.HUMAN}
    again = imported(record(texts={"en": "New text.", "sl": NAMED + " Novo."}, city="Ptuj"))
    assert (again.unchanged, again.updated) == (1, 0)


def test_only_what_changed_has_a_new_revision(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": SLOVENIAN}))
    english, slovenian = pages()["en"].latest_revision_id, pages()["sl"].latest_revision_id
    imported(record(texts={"en": ENGLISH, "sl": SLOVENIAN + " Novo."}))
    assert pages()["en"].latest_revision_id == english
    assert pages()["sl"].latest_revision_id != slovenian
    assert pages()["sl"].get_latest_revision_as_object().summary == SLOVENIAN + " Novo."


def test_a_year_that_the_source_takes_back_is_taken_back(imported, record):
    imported(record(year=1999, texts={"en": ENGLISH, "sl": NAMED}))
    report = imported(record(year=None, texts={"en": ENGLISH, "sl": NAMED}))
    assert (report.updated, report.findings) == (1, [])
    assert [page.year_start for page in pages().values()] == [None, None]


def test_a_year_that_an_editor_gave_is_not_taken_back(imported, record):
    imported(record(year=1999))
    edit(pages()["en"], year_start=1998)
    report = imported(record(year=None))
    assert [f.reason for f in report.findings] == ["The page in “en” was changed here since; it was left alone."]
    assert pages()["en"].year_start == 1998


def test_a_text_that_readers_do_not_get_before_its_title_is_translated_is_said(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    report = imported(record(texts={"en": ENGLISH, "sl": SLOVENIAN}))
    [finding] = report.findings
    assert (report.updated, finding.level, finding.line, finding.field) == (1, "kept", 1, "texts")
    assert finding.reason == (
        "The published page in “sl” keeps its old text: the title does not stand in the new one and has to be "
        "translated first. The new text waits as a draft."
    )
    assert pages()["sl"].summary == NAMED
    assert pages()["sl"].get_latest_revision_as_object().summary == SLOVENIAN
    again = imported(record(texts={"en": ENGLISH, "sl": SLOVENIAN}))
    assert (again.unchanged, again.findings) == (1, [])


def test_a_title_that_readers_do_not_get_before_it_is_translated_is_said(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    report = imported(record(title="Repair day", texts={"en": ENGLISH, "sl": NAMED}))
    [finding] = report.findings
    assert (report.updated, finding.level, finding.line, finding.field) == (1, "kept", 1, "title")
    assert finding.reason == (
        "The published page in “sl” keeps its old title: the new one does not stand in its text and has to be "
        "translated first."
    )
    assert pages()["sl"].title == "Neighbours mend bicycles"


@pytest.mark.parametrize("publish", [True, False])
def test_an_edited_original_is_left_alone_and_its_translation_updated(imported, record, publish):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    edit(pages()["en"], publish=publish, summary="An editor's text.")
    report = imported(record(texts={"en": "New text.", "sl": NAMED + " Novo."}))
    [finding] = report.findings
    assert (finding.level, finding.line) == ("kept", 1)
    assert finding.reason == "The page in “en” was changed here since; it was left alone."
    english = pages()["en"]
    assert english.get_latest_revision_as_object().summary == "An editor's text."
    assert english.summary == ("An editor's text." if publish else ENGLISH)
    assert pages()["sl"].summary == NAMED + " Novo."


def test_an_edited_translation_is_left_alone_and_its_original_updated(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    service.translate(pages()["en"], locale("sl"), {"summary": "Prevajalkino besedilo."}, publish=True)
    report = imported(record(texts={"en": "New text.", "sl": NAMED + " Novo."}))
    assert [f.reason for f in report.findings] == ["The page in “sl” was changed here since; it was left alone."]
    assert report.updated == 1
    assert pages()["en"].summary == "New text."
    assert pages()["sl"].summary == "Prevajalkino besedilo."
    assert states(pages()["sl"])["summary"] == TextState.OUTDATED


def test_a_translator_who_has_not_saved_a_page_yet_loses_nothing(imported, record):
    """Her segments are there before any page or revision is."""
    imported(record(texts={"en": ENGLISH, "sl": SLOVENIAN}))
    segment = StringTranslation.objects.get(locale__language_code="sl", context__path="summary")
    segment.data = "Prevajalkino besedilo."
    segment.save()
    report = imported(record(city="Ptuj", texts={"en": ENGLISH, "sl": SLOVENIAN + " Novo."}))
    assert [f.reason for f in report.findings] == ["The page in “sl” was changed here since; it was left alone."]
    segment.refresh_from_db()
    assert segment.data == "Prevajalkino besedilo."


def test_a_page_that_was_unpublished_does_not_go_live_again(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    for page in pages().values():
        page.unpublish()
    report = imported(record(texts={"en": "New text.", "sl": NAMED + " Novo."}))
    assert sorted(f.reason for f in report.findings) == [
        "The page in “en” was unpublished here; it was left alone.",
        "The page in “sl” was unpublished here; it was left alone.",
    ]
    assert not any(page.live for page in pages().values())


def test_a_deleted_practice_is_not_brought_back(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    for page in list(pages().values()):
        Page.objects.get(pk=page.pk).delete()
    for text in (ENGLISH, "New text."):
        report = imported(record(texts={"en": text, "sl": NAMED}))
        [finding] = report.findings
        assert (finding.level, finding.reason) == (
            "kept",
            "The practice was deleted here; it was not imported again.",
        )
    assert pages() == {}


def test_a_deleted_translation_is_not_brought_back(imported, record):
    imported(record(texts={"en": ENGLISH, "sl": NAMED}))
    Page.objects.get(pk=pages()["sl"].pk).delete()
    imported(record(texts={"en": "New text.", "sl": NAMED + " Novo."}))
    assert {code: page.summary for code, page in pages().items()} == {"en": "New text."}


def test_an_organisation_is_one_term_even_after_it_was_renamed(imported, record):
    imported(record("one", organisation="Kolesarji"), record("two", organisation="KOLESARJI"))
    [entry] = directory().terms(Scheme.ORGANISATION)
    from taxonomy.models import TermLabel

    label = TermLabel.objects.get(term_id=entry.id)
    label.text = "Kolesarska mreža"
    label.save()
    imported(record("one", organisation="Kolesarji", city="Ptuj"), record("three", organisation="Kolesarji"))
    assert [entry.label("en") for entry in directory().terms(Scheme.ORGANISATION)] == ["Kolesarska mreža"]
    for page in PracticePage.objects.all():
        assert [term.id for term in page.terms(Scheme.ORGANISATION)] == [entry.id]


def test_a_page_that_cannot_be_published_is_reported_by_field_and_not_half_there(imported, record):
    """Markup escaped four times over is left as it is; to the publish rule such a text is empty."""
    text = "<p> </p>"
    for _depth in range(3):
        text = "<i></i>" + html.escape(text)
    report = imported(record("one", texts={"en": text, "sl": SLOVENIAN}), record("two"))
    [finding] = [finding for finding in report.findings if finding.level == "error"]
    assert (finding.line, finding.record, finding.field) == (1, "sample-one", "summary")
    assert [page.source_url for page in PracticePage.objects.all()] == ["https://example.org/two"]
    assert Revision.objects.filter(content_type__model="practicepage").count() == 1
    assert ImportRecord.objects.count() == 1


def test_organisations_with_long_and_equal_names_have_codes_that_fit(imported, record):
    name = "Kolesarska zveza " * 11
    imported(*(record(f"r{number}", organisation=f"{name}{mark}") for number, mark in enumerate("!?+")))
    codes_of = [entry.code for entry in directory().terms(Scheme.ORGANISATION)]
    assert len(set(codes_of)) == 3
    assert all(len(code) <= 64 for code in codes_of)
