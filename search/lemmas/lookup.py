"""Asks simplemma for lemmas, with tries in place of its own dictionaries."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import DictionaryFactory
from simplemma.strategies.dictionary_lookup import DictionaryLookupStrategy

from search.lemmas.languages import dictionary_of, trie_path
from search.lemmas.tries import TrieDictionary


class _NotBuiltError(Exception):
    """Not kept by the cache below, so that a trie is used from the moment at which it is there."""


@cache
def _opened(folder: Path, dictionary: str) -> TrieDictionary:
    """Opened once by a process, at the first word of the language, and mapped until its end."""
    path = trie_path(dictionary, folder)
    if not path.is_file():
        raise _NotBuiltError(path)
    return TrieDictionary(path)


class _Tries(DictionaryFactory):
    """simplemma's own trie factory builds a missing trie where it stands, reads it whole and needs one package more."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return _opened(settings.LEMMA_TRIES_DIR, lang)


@cache
def _strategy() -> DefaultStrategy:
    return DefaultStrategy(dictionary_factory=_Tries())


@cache
def _entries() -> DictionaryLookupStrategy:
    return DictionaryLookupStrategy(dictionary_factory=_Tries())


def is_built(language: str) -> bool:
    """Whether the language has a dictionary, and its trie is there."""
    dictionary = dictionary_of(language)
    if dictionary is None:
        return False
    try:
        _opened(settings.LEMMA_TRIES_DIR, dictionary)
    except _NotBuiltError:
        return False
    return True


def entry(word: str, language: str) -> str | None:
    """The dictionary form of a word that stands in the dictionary as it is: no rules, nothing taken apart. None if it
    does not, or the dictionary was not built."""
    dictionary = dictionary_of(language)
    if not word or dictionary is None or not is_built(language):
        return None
    found: str | None = _entries().get_lemma(unicodedata.normalize("NFC", word), dictionary)
    return found


def lemma(word: str, language: str) -> str | None:
    """The dictionary form of a word, with its marks, in lower case or as the dictionary writes it.

    None if the word is unknown, the language has no dictionary, or its trie was not built (``manage.py check --deploy``
    tells). A word of Turkish is given in Turkish lower case. Raises ``TrieError`` where a trie is damaged.
    """
    dictionary = dictionary_of(language)
    if not word or dictionary is None or not is_built(language):
        return None
    found: str | None = _strategy().get_lemma(unicodedata.normalize("NFC", word), dictionary)
    return found
