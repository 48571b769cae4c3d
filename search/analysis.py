"""Words of texts, the same for documents, queries, labels and highlighting, in every engine.

A word has one or more *forms*, the tokens that engines keep. They are one term to the ranking: a word's score is the
best of its forms. Today the only form is the folded surface; lemma and stem join it here, and nowhere else.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from kb.folding import fold, lower

# A longer run of letters is no word of a language. It is cut, in texts and queries alike, so that it still matches.
LONGEST_TOKEN = 64

# Letters and digits; inside a word also combining marks (decomposed accents) and invisible characters (soft hyphen,
# joiners), which would otherwise cut words that look whole.
_INSIDE = "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}{_INVISIBLE}])*")


class Word(NamedTuple):
    """A word of a text: its number in it, its place as offsets of the text as given, its forms (at least one)."""

    position: int
    start: int
    end: int
    forms: tuple[str, ...]


@lru_cache(maxsize=65_536)
def forms_of(surface: str, language: str) -> tuple[str, ...]:
    """The forms of one word as written; empty if nothing searchable is in it."""
    if surface.isascii():
        # Most words of most languages; a Turkish I becomes ı and folds to the same i.
        return (surface.lower()[:LONGEST_TOKEN],)
    normal = lower(unicodedata.normalize("NFKC", surface), language)
    folded = "".join(letter for letter in fold(normal) if letter.isalnum())
    return (folded[:LONGEST_TOKEN],) if folded else ()


def analyse(text: str, language: str) -> list[Word]:
    """The words of a text, in order."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        forms = forms_of(match.group(), language)
        if forms:
            words.append(Word(len(words), match.start(), match.end(), forms))
    return words


def count_words(text: str) -> int:
    """About how many words a text has: for averages, where the few that fold to nothing do not count."""
    return len(_WORD.findall(text))


def frequencies(text: str, language: str) -> tuple[Counter[str], int]:
    """How often each form occurs, and the number of words: what ``analyse`` finds, without the places."""
    counts: Counter[str] = Counter()
    length = 0
    for surface, times in Counter(_WORD.findall(text)).items():
        forms = forms_of(surface, language)
        if forms:
            length += times
            for form in forms:
                counts[form] += times
    return counts, length
