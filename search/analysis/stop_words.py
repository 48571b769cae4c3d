"""Words that carry no meaning in a question: articles, pronouns, auxiliaries, question words.

A file for each language in ``lists``, a word a line, written by hand for questions about practices: a word that may be
the subject of one ("help", "work", "young") is in none.
"""

from functools import cache
from pathlib import Path

_LISTS = Path(__file__).parent / "lists"


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language in lower case, with their marks; none for a language without a list."""
    path = _LISTS / f"{language}.txt"
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()
