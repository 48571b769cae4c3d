"""Lemmas out of tries are the lemmas that simplemma gives out of its own dictionaries."""

import random
import unicodedata

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from search.lemmas import lemma
from search.lemmas.languages import dictionary_of
from search.lemmas.tries import TrieDictionary, TrieError
from tests.search.lemmas.conftest import BUILT

# Words of texts, some that are in no dictionary, some that simplemma takes apart.
TEXTS = {
    "sl": "svetovnih kavarn prostovoljkami Ljubljani sodelovanja najboljšega neznanobesedje 2030 e-pošte",
    "sq": "bashkëpunimit organizatave shoqërisë qytetarëve vullnetarëve xyzzyve",
    "el": "εθελοντών οργανώσεων κοινωνίας πρακτικές ΑΘΗΝΑΣ συνεργασίας αγνωστολεξία",
    "bg": "организациите доброволците практиките гражданското сътрудничеството непознатодумие",
}


@pytest.fixture(scope="module")
def simplemmas():
    return DefaultDictionaryFactory(cache_max_size=len(BUILT))


@pytest.mark.parametrize("language", BUILT)
def test_a_trie_holds_the_whole_dictionary(tries, simplemmas, language):
    theirs, ours = simplemmas.get_dictionary(language), TrieDictionary(tries / f"{language}.trie")
    assert len(ours) == len(theirs)
    words = random.sample(sorted(theirs), 5_000)
    assert [ours[word] for word in words] == [theirs[word] for word in words]


@pytest.mark.parametrize("language", BUILT)
def test_lemmas_are_those_of_simplemma(tries, simplemmas, language):
    theirs = DefaultStrategy(dictionary_factory=simplemmas)
    words = TEXTS[language].split() + random.sample(sorted(simplemmas.get_dictionary(language)), 500)
    # Upper case and cut-off ends too: what is not in the dictionary as it stands.
    words += [word.upper() for word in words] + [word[:-1] for word in words if len(word) > 1]
    assert {word: lemma(word, language) for word in words} == {word: theirs.get_lemma(word, language) for word in words}


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("kavarne", "sl", "kavarna"),
        ("kavarne", "sl-SI", "kavarna"),
        ("οργανώσεων", "el", "οργάνωση"),
        (unicodedata.normalize("NFD", "οργανώσεων"), "el", "οργάνωση"),
        ("организациите", "bg", "организация"),
        ("qwrtzpsdf", "sl", None),
        ("", "sl", None),
        ("a\x00b", "sl", None),
        ("a\ud800", "sl", None),
        ("kavarne", "xx", None),
    ],
)
def test_lemma_of_a_word(tries, word, language, expected):
    assert lemma(word, language) == expected


@given(st.text(st.characters()))
def test_any_text_is_asked_for_without_a_fault(built_tries, text):
    with override_settings(LEMMA_TRIES_DIR=built_tries):
        for language in BUILT:
            assert lemma(text, language) is None or text


def test_without_its_trie_a_language_has_no_lemmas(settings, tmp_path):
    settings.LEMMA_TRIES_DIR = tmp_path
    assert lemma("kavarne", "sl") is None


def test_a_damaged_trie_is_named(tmp_path, tries):
    damaged = tmp_path / "sl.trie"
    damaged.write_bytes((tries / "sl.trie").read_bytes()[:1000])
    with pytest.raises(TrieError, match=r"sl\.trie cannot be read .* build_tries"):
        TrieDictionary(damaged)


@pytest.mark.parametrize(
    ("language", "dictionary"),
    [("hr", "hbs"), ("sr", "hbs"), ("sr-Latn", "hbs"), ("pt-br", "pt"), ("tr", "tr"), ("xx", None), ("", None)],
)
def test_the_dictionary_of_a_language(language, dictionary):
    assert dictionary_of(language) == dictionary


def test_every_language_of_the_site_has_a_dictionary():
    from kb.settings.base import LEMMA_LANGUAGES

    assert [language for language in LEMMA_LANGUAGES if dictionary_of(language) is None] == []
