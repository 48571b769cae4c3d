"""Texts to words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis.forms import Analyser, Forms, analyser

# A part of a compound says less of a text than a word of its own.
PART_WEIGHT = 0.5

# Letters and digits; inside a word also combining marks (decomposed accents) and invisible characters (soft hyphen,
# joiners), which would otherwise cut words that look whole.
_INSIDE = "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}{_INVISIBLE}])*")


class Word(NamedTuple):
    """A word of a text: its number in it, its place as offsets of the text as given, how it is written, its forms."""

    position: int
    start: int
    end: int
    surface: str
    forms: Forms


def surfaces(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(text)


def analyse(text: str, language: str) -> list[Word]:
    """The words of a text, in order."""
    forms_of = analyser(language).forms
    words: list[Word] = []
    for match in _WORD.finditer(text):
        forms = forms_of(match.group())
        if forms:
            words.append(Word(len(words), match.start(), match.end(), match.group(), forms))
    return words


def count_words(text: str) -> int:
    """About how many words a text has: for averages, where the few that fold to nothing do not count."""
    return len(surfaces(text))


class Content(NamedTuple):
    """A text without its letters: how often each form occurs (parts of compounds count ``PART_WEIGHT``), the number of
    words, and the base of each of them in order: what ``analyse`` finds."""

    counts: Mapping[str, float]
    length: int
    bases: Sequence[str]


def content(text: str, language: str) -> Content:
    """What the ranking and the phrases need of a text. Kept for the last few texts, which both ask for in turn."""
    return _content(text, analyser(language))


@lru_cache(maxsize=64)
def _content(text: str, of_language: Analyser) -> Content:
    written = surfaces(text)
    forms_of = {surface: of_language.forms(surface) for surface in dict.fromkeys(written)}
    counts: dict[str, float] = {}
    for surface, times in Counter(written).items():
        forms = forms_of[surface]
        if forms is not None:
            for form in forms.all:
                counts[form] = counts.get(form, 0.0) + times
            for form in forms.parts:
                counts[form] = counts.get(form, 0.0) + times * PART_WEIGHT
    bases = [forms.base for surface in written if (forms := forms_of[surface]) is not None]
    return Content(counts, len(bases), bases)
