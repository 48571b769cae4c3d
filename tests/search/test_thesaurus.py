"""Names of terms in queries: inflected, in any language, the longest one; and how texts mention them."""

import pytest

from search.analysis import analyser
from search.engines.query import Phrase
from search.thesaurus import Heard, Label, Span, Thesaurus

WORLD_CAFE, COFFEE, FOOD, WOMEN, AUSTRIA, AUSTRALASIA = range(1, 7)
LABELS = [
    Label(WORLD_CAFE, "en", "World Café"),
    Label(WORLD_CAFE, "en", "Word Cafe", shown=False),
    Label(WORLD_CAFE, "de", "Weltcafé"),
    Label(WORLD_CAFE, "fr", "Café du monde"),
    Label(WORLD_CAFE, "fi", "Maailmankahvila"),
    Label(COFFEE, "en", "Café"),
    Label(FOOD, "en", "Food banks & food rescue", composite=True),
    Label(FOOD, "sl", "Banke hrane in reševanje hrane", composite=True),
    Label(WOMEN, "en", "Women and girls", composite=False),
    Label(AUSTRIA, "en", "Austria"),
    Label(AUSTRALASIA, "en", "Australasia"),
    Label(COFFEE, "en", "of the"),
    Label(COFFEE, "en", "UN"),
    Label(COFFEE, "en", "2030"),
    Label(COFFEE, "en", "!"),
]


@pytest.fixture(scope="module")
def thesaurus():
    return Thesaurus.of(LABELS)


def spans(thesaurus, text, languages=("en", "de", "fr", "fi", "sl"), strange=False):
    words = text.split()
    heard = {}
    for language in languages:
        forms = [form for word in words if (form := analyser(language).forms(word))]
        tokens = [frozenset(one.all) for one in forms]
        heard[language] = Heard(tokens, [strange] * len(words), [one.telling for one in forms])
    return thesaurus.spans(heard, len(words))


def test_the_longest_name_wins_and_no_word_is_in_two(thesaurus):
    assert spans(thesaurus, "world cafés in a café") == [Span(0, 2, (WORLD_CAFE,)), Span(4, 5, (COFFEE,))]


@pytest.mark.parametrize(
    "typed", ["World Cafes", "weltcafe", "WELTCAFÉ", "cafés du monde", "maailmankahvila", "word cafe"]
)
def test_every_language_and_kind_of_label_names_the_term(thesaurus, typed):
    assert [span.terms for span in spans(thesaurus, typed)] == [(WORLD_CAFE,)]


@pytest.mark.parametrize("typed", ["food banks", "food rescue", "reševanje hrane", "banke hrane"])
def test_a_label_of_several_names_is_found_by_each(thesaurus, typed):
    assert [span.terms for span in spans(thesaurus, typed)] == [(FOOD,)]


@pytest.mark.parametrize("typed", ["women", "of the", "un", "2030", "hrane banke", "the world"])
def test_what_is_no_name_names_nothing(thesaurus, typed):
    assert spans(thesaurus, typed) == []


def test_an_unknown_word_is_taken_for_an_inflection_of_a_name_and_not_for_any_that_begins_alike(thesaurus):
    assert spans(thesaurus, "austriani", ("en",)) == []
    assert spans(thesaurus, "austriani", ("en",), strange=True) == [Span(0, 1, (AUSTRIA,))]


def test_one_word_alone_names_a_term_only_where_it_may(thesaurus):
    heard = {"en": Heard([frozenset({"cafe"})], [False], [False])}
    assert thesaurus.spans(heard, 1) == []


def test_texts_mention_what_readers_are_shown(thesaurus):
    phrases = thesaurus.mentions(WORLD_CAFE, ("en", "de"))
    assert {phrase.language for phrase in phrases} == {"en", "de"}
    assert len(phrases) == 2
    assert any("weltcafe" in places[0] for places in (phrase.places for phrase in phrases))
    assert all(isinstance(phrase, Phrase) and phrase.places[0] for phrase in phrases)
    assert thesaurus.mentions(99, ("en",)) == ()


def test_labels_that_did_not_change_are_not_analysed_again(thesaurus, monkeypatch):
    asked: list[str] = []

    def noted(text):
        asked.append(text)
        return text.split()

    monkeypatch.setattr("search.thesaurus.surfaces", noted)
    changed = Thesaurus.of([*LABELS, Label(COFFEE, "en", "Coffee house")], thesaurus)
    assert asked == ["Coffee house"]
    assert spans(changed, "coffee house") == [Span(0, 2, (COFFEE,))]
    assert spans(changed, "world cafe") == spans(thesaurus, "world cafe")
