"""Rows (steps, indicators, voices) of a translated page: they are the translation's own, whatever is made of the same
original in the same request."""

import pytest

from kb.enums import TextState
from practices.models import PracticeStep
from tests.factories import locale, practice
from tests.translation.test_service import in_turkish, live, states, turkish_texts
from translation import drafts, paths, service
from translation.models import FieldTranslation

pytestmark = pytest.mark.django_db


def in_german(page):
    texts = {path: text.replace("<p>", "<p>DE ") if "<p>" in text else f"DE {text}" for path, text in filled(page)}
    return service.translate(page, locale("de"), texts, publish=True)


def filled(page):
    return [(path, text) for path, text in paths.texts(page).items() if text]


def made_from(translation):
    return dict(FieldTranslation.objects.filter(page=translation).values_list("path", "source_text"))


def first_step(page):
    return f"steps.{page.steps.first().translation_key}.title"


def test_composing_a_translation_leaves_the_original_as_it_was():
    page = practice()
    in_turkish(page)
    source = service.source_of(page)
    original = source.as_instance()
    before = paths.texts(original)
    drafts.compose(source, locale("tr"), original=original)
    drafts.translated_texts(source, locale("tr"), original)
    assert paths.texts(original) == before
    assert {row.locale_id for row in original.steps.all()} == {page.locale_id}


def test_each_text_is_recorded_as_made_from_the_originals():
    page = practice()
    for translation in (in_turkish(page), in_german(page)):
        translated = {path for path, state in states(translation).items() if state == TextState.HUMAN}
        assert first_step(page) in translated
        recorded = {path: text for path, text in made_from(translation).items() if path in translated}
        assert recorded == {path: text for path, text in filled(page) if path in translated}


def test_publishing_the_original_again_changes_no_state_and_no_text():
    page = practice()
    translations = [in_turkish(page), in_german(page)]
    before = [(states(each), made_from(each), paths.texts(live(each))) for each in translations]
    live(page).save_revision().publish()
    assert [(states(each), made_from(each), paths.texts(live(each))) for each in translations] == before


@pytest.mark.parametrize("is_minor", [False, True])
def test_a_changed_step_is_outdated_in_each_language_unless_the_change_is_minor(is_minor):
    page = practice()
    translations = [in_turkish(page), in_german(page)]
    before = [states(each) for each in translations]
    path = first_step(page)
    page = live(page)
    step = page.steps.first()
    step.title = "Find a large kitchen"
    page.steps.add(step)
    page.save()
    service.follow(page, minor=is_minor)
    for each, were in zip(translations, before, strict=True):
        assert states(each) == (were if is_minor else {**were, path: TextState.OUTDATED})
        assert (made_from(each)[path] == "Find a large kitchen") == is_minor


def test_what_one_language_lacks_another_keeps():
    page = practice()
    path = first_step(page)
    texts = {name: text for name, text in turkish_texts(page).items() if name != path}
    turkish = service.translate(page, locale("tr"), texts, publish=True)
    german = in_german(page)
    live(page).save_revision().publish()
    assert paths.texts(live(german))[path].startswith("DE ")
    assert states(german)[path] == TextState.HUMAN
    # A step without its title does not appear.
    assert path not in paths.texts(live(turkish))
    assert not PracticeStep.objects.filter(title="").exists()


def test_a_sentence_that_stands_twice_may_be_said_in_two_ways():
    page = practice(results="<p>It works.</p><p>It works.</p>")
    in_turkish(page)
    text = "<p>İşe yarıyor.</p><p>Gerçekten işe yarıyor.</p>"
    turkish = service.translate(page, locale("tr"), {"results": text}, publish=True)
    assert live(turkish).results == text
    assert states(turkish)["results"] == TextState.HUMAN
