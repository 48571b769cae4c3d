import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import HomePage, StandardPage
from kb.enums import TextState
from practices.models import PracticePage, PracticeStep
from tests.factories import RECORD, TERMS, locale, practice, term
from translation import drafts, service
from translation.models import FieldTranslation
from translation.service import TranslationRefusedError
from users.models import User

pytestmark = pytest.mark.django_db

TURKISH = {
    "title": "Uzun masa",
    "promise": "Sokakta kimse yalnız yemez.",
    "summary": "Komşular haftada bir birlikte yemek pişirir.",
    "situation": "<p>Birçok kişi yalnız yaşıyordu.</p>",
    "goal": "<p>Haftada bir sıcak yemek.</p>",
    "results": "<p>Kırk kişi birlikte yiyor.</p>",
    "what_worked": "<p>Hazır bir mutfak.</p>",
    "what_was_hard": "<p>İkinci aşçıyı bulmak.</p>",
    "must_stay": "<p>Herkes pişirir.</p>",
    "may_change": "<p>Gün.</p>",
}


def turkish_texts(page):
    steps = {}
    for step, (title, text) in zip(
        page.steps.all(), [("Mutfak bulun", "Sorun."), ("Pişirin", "Önce çorba.")], strict=True
    ):
        steps[f"steps.{step.translation_key}.title"] = title
        steps[f"steps.{step.translation_key}.text"] = text
    return {**TURKISH, **steps}


def in_turkish(page):
    return service.translate(page, locale("tr"), turkish_texts(page), publish=True)


def live(page):
    """The row that readers see, read anew."""
    return PracticePage.objects.get(pk=page.pk)


def states(page):
    return {row.path: row.state for row in FieldTranslation.objects.filter(page=page)}


def test_submitting_opens_a_draft_without_a_word_of_the_source():
    page = practice()
    [draft] = service.submit(page, [locale("tr")])
    row = live(draft)
    assert not row.live
    assert row.summary == row.situation == ""
    assert list(row.steps.all()) == []
    assert row.slug != page.slug or row.get_parent() != page.get_parent()
    assert set(states(draft).values()) == {TextState.MISSING}


def test_a_page_of_the_menu_begins_in_the_menu_of_the_other_language_too():
    page = practice()
    page.show_in_menus = True
    page.save_revision().publish()
    translated = in_turkish(page)
    assert translated.show_in_menus
    Page.objects.filter(pk=translated.pk).update(show_in_menus=False)
    page.save_revision().publish()
    assert not Page.objects.get(pk=translated.pk).show_in_menus


def test_publishing_without_a_translated_title_is_refused_before_anything_is_written():
    page = practice(content_depth="record")
    pages = Page.objects.count()
    with pytest.raises(TranslationRefusedError) as refused:
        service.translate(page, locale("tr"), {"summary": RECORD["summary"] + " TR"}, publish=True)
    assert refused.value.messages == ["The title is not translated."]
    assert Page.objects.count() == pages
    assert not Translation.objects.exists()


def test_publishing_lists_every_required_text_that_is_missing():
    page = practice()
    with pytest.raises(TranslationRefusedError) as refused:
        service.translate(page, locale("tr"), {"title": "Uzun masa"}, publish=True)
    assert len(refused.value.messages) == 10
    assert "“Summary” is missing." in refused.value.messages
    assert "“Steps” is missing." in refused.value.messages


def test_a_complete_translation_goes_live_at_an_address_of_its_own_language():
    page = practice(year_start=2014)
    turkish = in_turkish(page)
    row = live(turkish)
    assert row.live
    assert row.title == "Uzun masa"
    assert row.slug == "uzun-masa"
    assert row.results == "<p>Kırk kişi birlikte yiyor.</p>"
    assert [step.title for step in row.steps.all()] == ["Mutfak bulun", "Pişirin"]
    assert row.steps.all()[0].locale == row.locale
    assert row.year_start == 2014
    assert set(states(row).values()) <= {TextState.HUMAN, TextState.MISSING}
    assert states(row)["results"] == TextState.HUMAN


def test_a_name_may_stay_the_same_in_the_other_language():
    page = practice(title="Farmhopping", content_depth="record")
    turkish = service.translate(page, locale("tr"), {"title": "Farmhopping", "summary": "Çiftlik."}, publish=True)
    assert live(turkish).title == "Farmhopping"
    assert live(turkish).live


def test_the_source_changes_and_the_live_translation_keeps_its_text():
    page = practice()
    turkish = in_turkish(page)
    page = live(page)
    page.title, page.summary, page.year_start = "The longest table", "Now every day.", 2020
    page.save_revision().publish()
    row = live(turkish)
    assert (row.title, row.summary, row.year_start) == ("Uzun masa", TURKISH["summary"], 2020)
    assert states(row)["title"] == states(row)["summary"] == TextState.OUTDATED
    assert states(row)["goal"] == TextState.HUMAN
    assert not row.has_unpublished_changes


def test_a_minor_change_makes_nothing_outdated():
    page = practice()
    turkish = in_turkish(page)
    page = live(page)
    page.title = "The Long Table"
    page.save()
    service.follow(page, minor=True)
    assert states(turkish)["title"] == TextState.HUMAN


def test_a_changed_sentence_translated_again_is_up_to_date():
    page = practice()
    turkish = in_turkish(page)
    page = live(page)
    page.summary = "Now every day."
    page.save_revision().publish()
    service.translate(page, locale("tr"), {"summary": "Artık her gün."}, publish=True)
    assert live(turkish).summary == "Artık her gün."
    assert states(turkish)["summary"] == TextState.HUMAN


def test_an_added_step_appears_when_its_title_is_translated():
    page = practice()
    turkish = in_turkish(page)
    page = live(page)
    page.steps.add(PracticeStep(title="Invite the street", sort_order=2, locale=page.locale))
    page.save_revision().publish()
    assert [step.title for step in live(turkish).steps.all()] == ["Mutfak bulun", "Pişirin"]
    added = live(page).steps.all()[2]
    service.translate(page, locale("tr"), {f"steps.{added.translation_key}.title": "Davet edin"}, publish=True)
    assert [step.title for step in live(turkish).steps.all()] == ["Mutfak bulun", "Pişirin", "Davet edin"]


def test_a_removed_step_and_a_cleared_text_go_from_the_translation_too():
    page = practice(participants="<p>The whole street.</p>")
    texts = {**turkish_texts(page), "participants": "<p>Bütün sokak.</p>"}
    turkish = service.translate(page, locale("tr"), texts, publish=True)
    assert live(turkish).participants == "<p>Bütün sokak.</p>"
    page = live(page)
    page.steps.remove(page.steps.all()[0])
    page.participants = ""
    page.save_revision().publish()
    assert [step.title for step in live(turkish).steps.all()] == ["Pişirin"]
    assert live(turkish).participants == ""


def test_a_draft_touches_no_live_row():
    page = practice()
    turkish = in_turkish(page)
    service.translate(page, locale("tr"), {"title": "Upuzun masa"}, publish=False)
    assert live(turkish).title == "Uzun masa"
    assert live(turkish).get_latest_revision_as_object().title == "Upuzun masa"
    assert live(turkish).has_unpublished_changes


def test_a_source_change_reaches_the_live_row_and_the_unpublished_draft_alike():
    page = practice()
    turkish = in_turkish(page)
    service.translate(page, locale("tr"), {"title": "Upuzun masa"}, publish=False)
    page = live(page)
    page.year_start = 1999
    page.save_revision().publish()
    row = live(turkish)
    assert (row.title, row.year_start) == ("Uzun masa", 1999)
    draft = row.get_latest_revision_as_object()
    assert (draft.title, draft.year_start) == ("Upuzun masa", 1999)
    assert row.has_unpublished_changes


def test_a_translation_of_several_segments_as_a_whole_survives_every_later_write():
    page = practice()
    turkish = in_turkish(page)  # "results" has two paragraphs in English, one in Turkish
    service.translate(page, locale("tr"), {"goal": "<p>Haftada iki yemek.</p>"}, publish=True)
    assert live(turkish).results == TURKISH["results"]


def test_a_machine_translation_is_marked_until_a_person_confirms_it():
    page = practice(content_depth="record")
    turkish = service.translate(
        page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True, state=TextState.MACHINE
    )
    assert states(turkish) == {"title": TextState.MACHINE, "summary": TextState.MACHINE}
    service.confirm(turkish, "summary")
    assert states(turkish)["summary"] == TextState.CONFIRMED


def test_submitting_a_translation_submits_its_original():
    page = practice("sl", "Dolga miza", content_depth="record")
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    service.submit(live(turkish), [locale("en")])
    [source] = TranslationSource.objects.filter(object_id=page.translation_key)
    assert source.locale == locale("sl")


def test_a_translation_deepens_only_when_its_texts_do():
    page = practice(content_depth="record")
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    deeper = live(page)
    for field, text in practice(title="Other").__dict__.items():
        if field in TURKISH and field not in ("title", "summary"):
            setattr(deeper, field, text)
    deeper.content_depth = "short"
    deeper.steps.add(PracticeStep(title="Cook", locale=deeper.locale))
    for scheme, code in TERMS:
        deeper.set_terms(scheme, [term(scheme, code).pk])
    deeper.save_revision().publish()
    row = live(turkish)
    assert row.live
    assert row.content_depth == "record"
    row.full_clean()


def test_an_unknown_path_is_refused():
    with pytest.raises(KeyError, match="no text “nothing”"):
        service.translate(practice(), locale("tr"), {"nothing": "x"}, publish=False)


@pytest.fixture
def statutes():
    """A page below a page that has no translation."""
    home = HomePage.objects.get(locale__language_code="en")
    about = home.add_child(instance=StandardPage(title="About", body="<p>Us</p>", locale=home.locale))
    return about.add_child(instance=StandardPage(title="Statutes", body="<p>Law</p>", locale=home.locale))


def test_a_parent_without_translation_is_named_when_the_page_is_to_be_live(statutes):
    with pytest.raises(ValidationError, match="“About” is not translated into Türkçe yet"):
        service.translate(statutes, locale("tr"), {"title": "Tüzük", "body": "<p>Yasa</p>"}, publish=True)


def test_submitting_opens_drafts_of_the_parents_too(client, statutes):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    address = reverse("wagtail_localize:submit_page_translation", args=[statutes.pk])
    response = client.post(address, {"locales": [locale("tr").pk]})
    draft = StandardPage.objects.get(translation_key=statutes.translation_key, locale=locale("tr"))
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    parent = draft.get_parent()
    assert parent.translation_key == statutes.get_parent().translation_key
    assert not draft.live
    assert not parent.live
    assert Translation.objects.filter(source__object_id=parent.translation_key, enabled=True).exists()


THREE = "<p>Bir.</p><p>İki.</p><p>Üç.</p>"


def test_a_draft_that_does_not_align_survives_the_publishing_of_its_original():
    page = practice()
    turkish = in_turkish(page)
    service.translate(page, locale("tr"), {"results": THREE}, publish=False)
    page = live(page)
    page.year_start = 2001
    page.save_revision().publish()
    draft = drafts.latest(live(turkish))
    assert (draft.results, draft.year_start) == (THREE, 2001)
    assert live(turkish).results == TURKISH["results"]
    assert live(turkish).has_unpublished_changes
    service.write(service.source_of(page), locale("tr"), publish=True)
    assert live(turkish).results == THREE


def test_a_draft_says_nothing_of_the_live_page():
    page = practice(content_depth="record", what_worked="<p>A kitchen.</p><p>A cook.</p>")
    turkish = service.translate(page, locale("tr"), {"title": "Uzun", "summary": "Komşular."}, publish=True)
    service.translate(page, locale("tr"), {"what_worked": "<p>Bir mutfak.</p>"}, publish=False)
    assert live(turkish).what_worked == ""
    assert states(turkish)["what_worked"] == TextState.MISSING
    service.translate(page, locale("tr"), {"what_worked": "<p>Bir mutfak.</p>"}, publish=True)
    assert states(turkish)["what_worked"] == TextState.HUMAN


def test_an_outdated_text_translated_anew_as_a_whole_is_up_to_date_when_it_is_live():
    page = practice()
    turkish = in_turkish(page)
    page = live(page)
    page.results = "<p>Sixty people.</p><p>All are friends.</p>"
    page.save_revision().publish()
    assert states(turkish)["results"] == TextState.OUTDATED
    service.translate(page, locale("tr"), {"results": THREE}, publish=False)
    assert states(turkish)["results"] == TextState.OUTDATED
    service.translate(page, locale("tr"), {"results": THREE}, publish=True)
    assert states(turkish)["results"] == TextState.HUMAN


# The page and its rows are saved, and a revision, with Wagtail's search index and its index of references: measured,
# with two to spare. A quarter are savepoints.
QUERIES_PER_LANGUAGE = 119


def test_following_costs_the_same_few_queries_for_each_language():
    page = practice()
    in_turkish(page)

    def queries():
        changed = live(page)
        changed.year_start = (changed.year_start or 2000) + 1
        changed.save()
        with CaptureQueriesContext(connection) as captured:
            assert service.follow(changed) == {}
        return len(captured)

    one = queries()
    for language in ("sl", "de", "el"):
        service.translate(page, locale(language), turkish_texts(page), publish=True)
    assert (queries() - one) / 3 <= QUERIES_PER_LANGUAGE
