"""All demo content is published, complete by its rule, in every language that it has."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import Locale

from demo import making
from demo.making import is_empty, make_content
from demo.reading import ContentError, items
from events.models import EventPage
from kb.enums import TextState
from kb.models import Original
from kb.publishing import missing
from practices.enums import ContentDepth
from practices.models import PracticePage, PracticeStep
from search.models import SearchDocument, SearchMark
from translation.models import FieldTranslation

pytestmark = pytest.mark.django_db

LANGUAGES = {"en", "sl", "tr", "el", "de", "sv"}


def test_there_is_something_of_everything():
    kinds = Counter(item.path.parent.name for item in items())
    assert kinds["practices"] >= 12
    assert {kind: kinds[kind] for kind in ("methods", "events", "news", "pages")} == {
        "methods": 4, "events": 3, "news": 2, "pages": 4,
    }  # fmt: skip
    practices = [item for item in items() if item.model is PracticePage]
    depths = Counter(item.values["content_depth"] for item in practices)
    assert depths[ContentDepth.FULL] >= 2
    assert depths[ContentDepth.SHORT] >= 2
    assert depths[ContentDepth.RECORD] >= 2
    assert {item.language for item in practices} == LANGUAGES
    assert sum(bool(item.translations) for item in practices) >= 4
    assert all({"theme", "country", "sdg"} <= set(item.values["terms"]) for item in practices)


def test_names_are_unique():
    names = Counter(item.name for item in items())
    assert names.most_common(1)[0][1] == 1


def test_texts_keep_to_the_words_that_the_form_advises():
    for item in items():
        for texts in (item.values, *item.translations.values()):
            for name, text in texts.items():
                if isinstance(text, str) and name != "term":
                    _keeps_to_limit(item, item.model, name, text)
            for step in texts.get("steps", []):
                for name, text in step.items():
                    _keeps_to_limit(item, PracticeStep, name, text)


def _keeps_to_limit(item, model, name, text):
    words = getattr(model._meta.get_field(name), "words", 0)
    assert not words or len(text.split()) <= words, (item.path.name, name)


def test_all_of_it_is_live_and_complete(vocabularies, django_capture_on_commit_callbacks):
    assert is_empty()
    with django_capture_on_commit_callbacks(execute=True):
        content = make_content()
    assert not is_empty()
    for item in items():
        _is_live_and_complete(item, content[item.name])
    _is_the_work_of_a_person(content["paris-participatory-budget"].get_translation(_locale("tr")))
    _has_its_days(content)
    documents = SearchDocument.objects.filter(deleted=False).exclude(key__in=SearchMark.objects.values("key"))
    assert {page.translation_key for page in content.values()} <= set(documents.values_list("key", flat=True))


def _is_live_and_complete(item, original):
    pages = {page.locale.language_code: page.specific for page in original.get_translations(inclusive=True)}
    assert set(pages) == {item.language, *item.translations}, item.path
    for page in pages.values():
        assert page.live, page
        assert not page.has_unpublished_changes, page
        assert missing(page) == [], page
        assert Original.objects.page_of(page).pk == original.pk
    if item.model is PracticePage:
        assert original.source_url.startswith(("https://", "http://")), item.path
    assert getattr(original, "term_id", 1), item.path


def _is_the_work_of_a_person(page):
    states = dict(FieldTranslation.objects.filter(page=page).values_list("path", "state"))
    assert states["title"] == TextState.HUMAN
    assert set(states.values()) == {TextState.HUMAN}
    assert page.specific.steps.count() == 5


def _has_its_days(content):
    """Events of every year are ahead; one of a certain date is on that date, in the zone of its place."""
    yearly = EventPage.objects.get(pk=content["volunteer-day"].pk)
    assert yearly.local_start
    assert yearly.local_start.date() >= timezone.localdate()
    assert (yearly.local_start.month, yearly.local_start.day) == (12, 5)
    past = EventPage.objects.get(pk=content["ciso-mo-novo-mesto"].pk)
    assert past.local_start
    assert past.local_end
    assert (past.local_start.date(), past.local_end.date()) == (date(2019, 5, 20), date(2019, 5, 24))
    assert [row.practice_id for row in past.shown_practices.all()] == [content["svetovna-kavarna-novo-mesto"].pk]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('language = "en"\ntitle = "A"\nterms.theme = ["nothing"]\n', "there is no term “nothing”"),
        ('language = "en"\ntitle = "A"\ncontent_depth = "record"\n', "is missing"),
        ('language = "en"\ntitle = "A"\nsumary = "A"\n', "sumary"),
        ('language = "xx"\ntitle = "A"\n', "xx"),
        ("title = \n", "line 1"),
    ],
    ids=["term", "rule", "field", "language", "toml"],
)
def test_a_fault_names_the_file_and_nothing_is_left(text, reason, vocabularies, tmp_path, monkeypatch):
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "faulty.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(making, "items", lambda: items(tmp_path))
    with pytest.raises(ContentError, match=rf"practices/faulty\.toml: .*{reason}"):
        make_content()
    assert not PracticePage.objects.exists()


def test_what_was_deleted_does_not_come_back(db):
    from tests.factories import practice

    practice(content_depth="record").delete()
    assert not PracticePage.objects.exists()
    assert not is_empty()


def _locale(language):
    return Locale.objects.get(language_code=language)
