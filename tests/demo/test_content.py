"""All demo content is published, complete by its rule, in every language that it has."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.fields import TranslatableField

from demo import making
from demo.making import is_empty, make_content
from demo.reading import ContentError, Item, items
from events.models import EventPage
from kb.enums import TextState
from kb.models import Original
from kb.publishing import missing
from practices.enums import ContentDepth
from practices.models import PracticePage
from search.models import SearchDocument, SearchMark
from translation.models import FieldTranslation

pytestmark = pytest.mark.django_db

# The languages of the networks: practices are born in each, and each has something of every kind to read.
LANGUAGES = {"en", "sl", "tr", "sv", "bg", "el", "de", "fr"}
TITLE_WORDS = 15
PAGES = {
    "about", "accessibility", "imprint", "privacy", "network", "network-cigs", "network-ciso-mo", "network-exchange",
}  # fmt: skip


def test_there_is_something_of_everything():
    kinds = Counter(item.path.parent.name for item in items())
    least = {"practices": 40, "methods": 25, "events": 6, "news": 3}
    assert {kind: kinds[kind] for kind, number in least.items() if kinds[kind] < number} == {}
    assert {item.name for item in items()} >= PAGES
    practices = [item for item in items() if item.model is PracticePage]
    depths = Counter(item.values["content_depth"] for item in practices)
    assert depths[ContentDepth.FULL] >= 15
    assert depths[ContentDepth.SHORT] >= 2
    assert depths[ContentDepth.RECORD] >= 2
    assert {item.language for item in practices} == LANGUAGES
    assert sum(bool(item.translations) for item in practices) >= 15
    assert all({"theme", "country", "sdg"} <= set(item.values["terms"]) for item in practices)


def test_a_reader_of_each_language_finds_something_of_every_kind():
    read = Counter((item.path.parent.name, language) for item in items() for language, _texts in _versions(item))
    kinds = ("practices", "methods", "events", "news", "pages")
    assert [(kind, language) for kind in kinds for language in sorted(LANGUAGES) if not read[kind, language]] == []


def test_every_practice_tells_where_it_can_be_read():
    for item in items():
        if item.model is PracticePage:
            assert any(row["kind"] == "source" for row in item.values.get("resources", [])), item.path.name


def test_names_are_unique():
    names = Counter(item.name for item in items())
    assert names.most_common(1)[0][1] == 1


def test_texts_keep_to_the_words_that_the_form_advises():
    for item in items():
        for language, texts in _versions(item):
            for path, model, name, text in _flat(item.model, texts):
                limit = TITLE_WORDS if path == "title" else getattr(model._meta.get_field(name), "words", 0)
                assert not limit or len(text.split()) <= limit, (item.path.name, language, path)


def test_a_translation_has_every_text_of_its_original():
    """The same names, as many rows, and in each row the same names: no more and no less."""
    for item in items():
        wanted = {
            path for path, model, name, _text in _flat(item.model, item.values)
            if name in _translated(model) and path.split(".")[0] in _translated(item.model)
        }  # fmt: skip
        for language, texts in item.translations.items():
            assert {path for path, *_rest in _flat(item.model, texts)} == wanted, (item.path.name, language)


def _versions(item: Item):
    """The texts of the original and of its translations, by language."""
    return {item.language: item.values, **item.translations}.items()


def _flat(model, texts):
    """Every text with its path, such as ``steps.0.title``, the model that it is of, and the name of its field."""
    for name, value in texts.items():
        if isinstance(value, str) and name != "term":
            yield name, model, name, value
        elif isinstance(value, list) and name != "shown_practices":
            row_model = model._meta.get_field(name).related_model
            for place, row in enumerate(value):
                for field, text in row.items():
                    if isinstance(text, str):
                        yield f"{name}.{place}.{field}", row_model, field, text


def _translated(model):
    fields = getattr(model, "translatable_fields", [])
    return {field.field_name for field in fields if isinstance(field, TranslatableField)}


@pytest.mark.thorough
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
