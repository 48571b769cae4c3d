"""The forms of one word of a language: what is the same word to a reader is one token here."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from kb.folding import fold, lower
from search.analysis.compounds import parts_of
from search.analysis.scripts import one_script
from search.analysis.stemmers import stemmer_of
from search.analysis.stop_words import stop_words
from search.lemmas import entry, is_built, lemma

# A longer run of letters is no word of a language. It is cut, in texts and queries alike, so that it still matches.
LONGEST_TOKEN = 64
# Different words kept for each language: what texts and queries use again and again.
_KEPT = 16_384


class Forms(NamedTuple):
    """``all``: the tokens of a word, folded, each once, the word as written first. ``base``: the one of them that
    stands for all inflections: the dictionary form, else the stem, else the word. ``parts``: tokens of the words that
    a compound is made of, itself not among them. ``known``: whether the language's dictionary has it. ``telling``:
    whether it carries meaning, which stop words do not."""

    all: tuple[str, ...]
    base: str
    parts: tuple[str, ...] = ()
    known: bool = False
    telling: bool = True


class Analyser:
    """The analysis of one language, with the dictionaries that were built when it was made."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stem = stemmer_of(language)
        self._stop_words = {self.normal(word) for word in stop_words(language)}
        self._bare_stop_words = {self.folded(word) for word in self._stop_words}
        # The forms of a word as written, None if nothing searchable is in it.
        self.forms = lru_cache(maxsize=_KEPT)(self._analyse)

    def normal(self, surface: str) -> str:
        """The word in lower case, with its marks, without what is neither letter nor digit nor mark."""
        text = lower(unicodedata.normalize("NFKC", surface), self.language)
        if not text.isalnum():
            text = "".join(letter for letter in text if letter.isalnum() or unicodedata.combining(letter))
        return one_script(text, self.language)[: 2 * LONGEST_TOKEN]

    def folded(self, normal: str) -> str:
        """The token of a word in lower case."""
        bare = fold(normal)
        if not bare.isalnum():
            bare = "".join(letter for letter in bare if letter.isalnum())
        return bare[:LONGEST_TOKEN]

    def _analyse(self, surface: str) -> Forms | None:
        normal = self.normal(surface)
        written = self.folded(normal)
        if not written:
            return None
        found = lemma(normal, self.language)
        tokens = [written]
        base = ""
        if found:
            base = self.folded(self.normal(found))
            tokens.append(base)
        if self._stem is not None:
            stem = self.folded(self._stem(normal))
            base = base or stem
            tokens.append(stem)
        forms = tuple(dict.fromkeys(token for token in tokens if token))
        parts = {token: None for part in parts_of(normal, self.language) for token in self._tokens(part)}
        others = tuple(part for part in parts if part not in forms)
        known = entry(normal, self.language) is not None
        return Forms(forms, base or written, others, known, not self._is_stop_word(normal, known))

    def _is_stop_word(self, normal: str, known: bool) -> bool:
        """Whether it is one, also without its marks, unless it is another word so: “byt” is a flat, “být” to be."""
        return normal in self._stop_words or (normal in self._bare_stop_words and not known)

    def _tokens(self, part: str) -> tuple[str, ...]:
        found = lemma(part, self.language)
        stem = self._stem(part) if self._stem else ""
        return tuple(filter(None, (self.folded(self.normal(found)) if found else "", self.folded(stem))))


# By the folder of the tries and the language; with whether the dictionary was there.
_analysers: dict[tuple[object, str], tuple[Analyser, bool]] = {}


def analyser(language: str) -> Analyser:
    """The analyser of a language; a new one from the moment at which its dictionary is there."""
    place = (settings.LEMMA_TRIES_DIR, language)
    found = _analysers.get(place)
    if found is None or (not found[1] and is_built(language)):
        found = _analysers[place] = (Analyser(language), is_built(language))
    return found[0]
