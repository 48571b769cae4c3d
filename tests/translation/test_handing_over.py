"""Another page becomes the original: people's texts stay theirs, nobody's texts go live, the facts are not lost."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from kb.enums import Care, TextState
from kb.models import Original
from kb.originals import make_original
from practices.models import PracticeIndicator, PracticePage
from tests.factories import locale, practice, term
from translation import drafts, service
from translation.models import FieldTranslation
from users.models import User

pytestmark = pytest.mark.django_db

ENGLISH = "The long table of our street"


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


@pytest.fixture
def page():
    return practice(content_depth="record", title=ENGLISH)


@pytest.fixture
def slovenian(page):
    texts = {"title": "Dolga miza naše ulice", "summary": "Sosedje kuhajo skupaj."}
    return service.translate(page, locale("sl"), texts, publish=True)


def row(page):
    return PracticePage.objects.get(pk=page.pk)


def states(page):
    return dict(FieldTranslation.objects.filter(page=page.pk).values_list("path", "state"))


def published_again(page):
    page = row(page)
    page.year_start = 2001
    page.save_revision().publish()


def hand_over(page, slovenian):
    make_original(row(slovenian))


def delete(page, slovenian):
    row(page).delete()


handed_over = pytest.mark.parametrize("lose_the_role", [hand_over, delete])


def write_segment(admin, translation, path, text):
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return admin.put(address, data=f"value={text}", content_type="application/x-www-form-urlencoded")


@handed_over
@pytest.mark.parametrize("again", [True, False])
def test_a_translators_work_is_published_and_not_the_former_originals(admin, page, slovenian, lose_the_role, again):
    [turkish] = service.submit(page, [locale("tr")])
    translation = Translation.objects.get(target_locale=locale("tr"))
    assert write_segment(admin, translation, "title", "Uzun masa").status_code == 201
    assert write_segment(admin, translation, "summary", "Birlikte.").status_code == 201
    if again:
        published_again(page)
    lose_the_role(page, slovenian)
    assert states(turkish) == {"title": TextState.HUMAN, "summary": TextState.HUMAN}
    admin.post(reverse("wagtailadmin_pages:edit", args=[turkish.pk]), {"action": "publish"})
    live = row(turkish)
    assert live.live
    assert (live.title, live.summary) == ("Uzun masa", "Birlikte.")
    admin.logout()
    assert ENGLISH not in admin.get(live.url).content.decode().partition("<h1")[2].partition("</h1>")[0]


@handed_over
def test_an_untranslated_title_stays_untranslated(page, slovenian, lose_the_role):
    turkish = service.translate(page, locale("tr"), {"summary": "Birlikte."}, publish=False)
    published_again(page)
    lose_the_role(page, slovenian)
    assert states(turkish) == {"title": TextState.MISSING, "summary": TextState.HUMAN}
    with pytest.raises(service.TranslationRefusedError):
        service.write(service.source_of(row(turkish)), locale("tr"), publish=True)
    with pytest.raises(ValidationError):
        row(turkish).get_latest_revision().publish()
    assert not row(turkish).live


@handed_over
def test_a_copy_by_hand_does_not_become_a_translation(page, slovenian, lose_the_role):
    copy = page.copy_for_translation(locale("tr"))
    copy.save_revision(clean=False)
    lose_the_role(page, slovenian)
    assert states(copy) == {"title": TextState.MISSING, "summary": TextState.MISSING}
    assert drafts.latest(row(copy)).summary == ""
    with pytest.raises(ValidationError):
        row(copy).get_latest_revision().publish()


@handed_over
def test_a_name_that_was_confirmed_is_carried_over(page, slovenian, lose_the_role):
    turkish = service.translate(page, locale("tr"), {"title": ENGLISH, "summary": "Birlikte."}, publish=False)
    service.confirm(turkish, "title")
    lose_the_role(page, slovenian)
    assert states(turkish)["title"] == TextState.HUMAN
    assert drafts.latest(row(turkish)).title == ENGLISH


def test_a_draft_alone_in_its_set_keeps_the_translators_title_and_asks_for_one_where_there_is_none(page):
    [turkish] = service.submit(page, [locale("tr")])
    row(page).delete()
    assert Original.objects.get(translation_key=page.translation_key).page_id == turkish.pk
    with pytest.raises(ValidationError):
        row(turkish).get_latest_revision().publish()
    other = practice(content_depth="record", title="The wide bench")
    german = service.translate(other, locale("de"), {"title": "Die Bank", "summary": "Sitzen."}, publish=False)
    row(other).delete()
    row(german).get_latest_revision().publish()
    assert (row(german).live, row(german).title, row(german).summary) == (True, "Die Bank", "Sitzen.")


@handed_over
def test_the_facts_come_along_out_of_step_or_not(page, slovenian, lose_the_role):
    Translation.objects.update(enabled=False)
    page = row(page)
    page.year_start = 2001
    page.set_terms("theme", [term("theme", "local-food", "Local food").pk])
    page.save_revision().publish()
    lose_the_role(page, slovenian)
    heir = row(slovenian)
    assert heir.is_original
    for state in (heir, drafts.latest(heir)):
        assert state.year_start == 2001
        assert [t.code for t in state.terms("theme")] == ["local-food"]
        assert state.title == "Dolga miza naše ulice"
    assert heir.live
    assert not heir.has_unpublished_changes
    assert heir.live_revision_id == heir.latest_revision_id


@handed_over
def test_a_draft_of_the_heir_takes_the_facts_and_stays_a_draft(page, slovenian, lose_the_role):
    published_again(page)
    service.translate(page, locale("sl"), {"title": "Dolga miza"}, publish=False)
    PracticePage.objects.filter(pk=page.pk).update(year_start=2014)
    lose_the_role(page, slovenian)
    heir = row(slovenian)
    assert (heir.title, heir.year_start) == ("Dolga miza naše ulice", 2014)
    assert (drafts.latest(heir).title, drafts.latest(heir).year_start) == ("Dolga miza", 2014)
    assert heir.has_unpublished_changes


@handed_over
def test_facts_of_rows_come_along(lose_the_role):
    page = practice(content_depth="record", title=ENGLISH)
    page.indicators.add(PracticeIndicator(name="meals", value="850", locale=page.locale))
    page.save_revision().publish()
    [indicator] = row(page).indicators.all()
    texts = {"title": "Dolga miza", "summary": "S.", f"indicators.{indicator.translation_key}.name": "obroki"}
    slovenian = service.translate(page, locale("sl"), texts, publish=True)
    Translation.objects.update(enabled=False)
    PracticeIndicator.objects.filter(pk=indicator.pk).update(value="900")
    lose_the_role(page, slovenian)
    assert [(i.name, i.value) for i in row(slovenian).indicators.all()] == [("obroki", "900")]


@handed_over
def test_a_concealed_organisation_stays_concealed(client, lose_the_role):
    term("organisation", "long-table", "Long Table Association")
    page = practice(content_depth="record", title=ENGLISH, care=Care.ANONYMOUS)
    texts = {"title": "Dolga miza", "summary": "Long Table Association kuha."}
    slovenian = service.translate(page, locale("sl"), texts, publish=True)
    Translation.objects.update(enabled=False)
    page = row(page)
    page.set_terms("organisation", [term("organisation", "long-table").pk])
    page.save_revision().publish()
    lose_the_role(page, slovenian)
    assert row(slovenian).care == Care.ANONYMOUS
    assert "Long Table Association" not in client.get(row(slovenian).url).content.decode()


def test_deleting_every_language_at_once(page, slovenian):
    service.translate(page, locale("tr"), {"title": "Uzun masa"}, publish=False)
    Page.objects.filter(translation_key=page.translation_key).delete()
    assert not Page.objects.filter(translation_key=page.translation_key).exists()
    assert not Original.objects.filter(translation_key=page.translation_key).exists()
