"""What a term means: in the directory, in the shipped files, in merges, in the admin."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.loading import load
from taxonomy.merging import merge, plan_merge
from taxonomy.models import LONGEST_DEFINITION, Term, TermDefinition
from taxonomy.signals import terms_changed
from taxonomy.vocabulary import VocabularyError, vocabularies
from tests.taxonomy.test_admin import keeper, labels  # noqa: F401

pytestmark = pytest.mark.django_db


def define(term: Term, **texts: str) -> None:
    for language, text in texts.items():
        TermDefinition.objects.create(term=term, language=language, text=text)


def definitions(term: Term) -> dict[str, str]:
    return dict(term.definitions.values_list("language", "text"))


def shown(term: Term, language: str) -> tuple[str, str]:
    entry = directory().get(term.pk)
    assert entry is not None
    return entry.definition(language)


def ship(folder: Any, *terms: dict[str, Any]) -> Any:
    (folder / "theme.json").write_text(json.dumps({"scheme": "theme", "terms": terms}))
    return load(vocabularies(folder))[0]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("tr", ("Ne yenir", "tr")), ("el", ("What is eaten", "en")), ("pt-br", ("O que se come", "pt"))],
)
def test_the_directory_gives_it_in_the_language_or_in_english(make_term, language, expected):
    food = make_term("theme", "food", {"en": "Food"})
    define(food, en="What is eaten", tr="Ne yenir", pt="O que se come")
    entry = directory().by_code("theme", "food")
    assert entry is not None
    assert entry.definition(language) == expected


def test_without_english_any_and_without_any_nothing(make_term):
    food, other = make_term("theme", "food"), make_term("theme", "other")
    define(food, sl="Kar jemo")
    assert shown(food, "el") == ("Kar jemo", "sl")
    assert shown(other, "el") == ("", "")


def test_a_change_renews_the_directory_and_leaves_the_search_alone(make_term):
    food = make_term("theme", "food")
    token, heard = directory().token, []

    def listen(**kwargs):
        heard.append(kwargs)

    terms_changed.connect(listen)
    try:
        define(food, en="What is eaten")
        assert directory().token != token
        assert shown(food, "en")[0] == "What is eaten"
        food.definitions.get().delete()
        assert shown(food, "en")[0] == ""
    finally:
        terms_changed.disconnect(listen)
    assert heard == []


def test_one_in_each_language_of_a_limited_length(make_term):
    food = make_term("theme", "food")
    define(food, en="What is eaten")
    with pytest.raises(IntegrityError), transaction.atomic():
        define(food, en="Something else")
    with pytest.raises(ValidationError, match="400"):
        TermDefinition(term=food, language="tr", text="x" * (LONGEST_DEFINITION + 1)).full_clean()
    with pytest.raises(ValidationError, match="language code"):
        TermDefinition(term=food, language="Türkçe", text="x").full_clean()


def test_every_theme_is_defined_in_four_languages_and_the_wide_ones_in_all_promised():
    (themes,) = (vocabulary for vocabulary in vocabularies() if vocabulary.scheme == Scheme.THEME)
    promised = {"en", "tr", "sl", "sv", "bg", "el", "de", "fr"}
    narrow = {"en", "tr", "sl", "de"}
    missing = {
        term.code: sorted((narrow if term.parent else promised) - set(term.definitions)) for term in themes.terms
    }
    assert {code: languages for code, languages in missing.items() if languages} == {}
    assert all(10 <= len(text.split()) <= 45 for term in themes.terms for text in term.definitions.values())


def test_a_new_file_brings_changes_and_what_editors_wrote_stays(tmp_path):
    food = {"code": "food", "definitions": {"en": "One", "tr": "Bir", "sl": "Ena", "de": "Eins", "fr": "Un"}}
    ship(tmp_path, food)
    term = Term.objects.get(code="food")
    term.definitions.filter(language="tr").update(text="Editörün sözü")
    term.definitions.get(language="sl").delete()
    define(term, el="Του συντάκτη")
    news = {"en": "Two", "tr": "İki", "sl": "Dve", "fr": "Un", "el": "Δύο", "sv": "Två"}
    report = ship(tmp_path, {"code": "food", "definitions": news})
    assert definitions(term) == {
        "en": "Two",  # nobody had changed it
        "tr": "Editörün sözü",
        "el": "Του συντάκτη",
        "fr": "Un",
        "sv": "Två",
    }
    assert [line for line in report.kept if "definition" in line] == [
        f"food: the {language} definition was changed in the admin" for language in ("el", "sl", "tr")
    ]
    again = ship(tmp_path, {"code": "food", "definitions": news})
    assert again.up_to_date


def test_a_file_with_too_long_a_definition_is_refused(tmp_path):
    with pytest.raises(VocabularyError, match="definitions of food in en are longer than 400"):
        ship(tmp_path, {"code": "food", "definitions": {"en": "x" * 401}})
    assert not Term.objects.exists()


def test_a_merge_gives_its_definitions_to_a_successor_without_any(make_term):
    old, new = make_term("theme", "old"), make_term("theme", "new")
    define(old, en="Meals", tr="Yemek")
    assert {row.language for row in plan_merge(old, new).definitions} == {"en", "tr"}
    merge(old, new)
    assert definitions(new) == {"en": "Meals", "tr": "Yemek"}


def test_a_merge_does_not_mix_two_concepts(make_term):
    old, new = make_term("theme", "old"), make_term("theme", "new")
    define(old, en="Meals", tr="Yemek")
    define(new, en="Food")
    merge(old, new)
    assert definitions(new) == {"en": "Food"}
    assert shown(old, "tr") == ("Food", "en")


def table(*rows: tuple[str, str], stored: tuple[TermDefinition, ...] = (), gone: tuple[int, ...] = ()) -> dict:
    """Form data of the table of definitions: the first rows belong to the ``stored`` ones."""
    data: dict[str, Any] = {"definitions-TOTAL_FORMS": len(rows), "definitions-INITIAL_FORMS": len(stored)}
    for number, (language, text) in enumerate(rows):
        data |= {f"definitions-{number}-language": language, f"definitions-{number}-text": text}
    for number, row in enumerate(stored):
        data[f"definitions-{number}-id"] = row.pk
    return data | {f"definitions-{number}-DELETE": "on" for number in gone}


def send(client: Any, term: Term, data: dict) -> Any:
    label = term.labels.get()
    rows = labels((label.language, label.kind, label.text), stored=(label,))
    address = reverse("taxonomy_terms:edit", args=[term.pk])
    return client.post(address, {**rows, **data, "code": term.code, "order": 1, "external": "", "parent": ""})


def test_an_editor_writes_changes_swaps_and_removes_them(keeper, make_term):  # noqa: F811
    term = make_term("theme", "food", {"en": "Food"})
    sent = send(keeper, term, table(("en", "  What   is eaten "), ("tr", "Ne yenir"), ("", "")))
    assert sent.status_code == 302
    assert definitions(term) == {"en": "What is eaten", "tr": "Ne yenir"}
    stored = tuple(term.definitions.order_by("language"))
    send(keeper, term, table(("tr", "What is eaten"), ("en", "Ne yenir"), stored=stored))
    assert definitions(term) == {"tr": "What is eaten", "en": "Ne yenir"}
    stored = tuple(term.definitions.order_by("language"))
    send(keeper, term, table(("en", "Ne yenir"), ("tr", "What is eaten"), stored=stored, gone=(0,)))
    assert definitions(term) == {"tr": "What is eaten"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("en", "One"), ("en", "Two")], "There is a definition in this language already"),
        ([("", "One")], "This field is required"),
        ([("en", "x" * 401)], "at most 400 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(keeper, make_term, rows, message):  # noqa: F811
    term = make_term("theme", "food", {"en": "Food"})
    answer = send(keeper, term, table(*rows))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert message in html
    assert rows[0][1] in html
    assert not term.definitions.exists()


def test_the_list_shows_it_in_the_language_of_the_interface(keeper, make_term):  # noqa: F811
    term = make_term("theme", "food", {"en": "Food"})
    define(term, en="What is eaten", tr="Ne yenir")
    html = keeper.get(reverse("taxonomy_terms:index")).content.decode()
    assert "What is eaten" in html
    assert "Ne yenir" not in html
