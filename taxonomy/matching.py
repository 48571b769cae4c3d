"""Finding terms by what somebody types, in any language."""

import unicodedata

from taxonomy.directory import Directory, Entry

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ς": "σ", "þ": "th"})


def fold(text: str) -> str:
    """``text`` without case, accents and the letters that people replace when they type."""
    text = unicodedata.normalize("NFKD", text.replace("İ", "i").lower())
    return "".join(letter for letter in text if not unicodedata.combining(letter)).translate(_LETTERS)


def find(directory: Directory, scheme: str, text: str, language: str, limit: int = 20) -> list[tuple[Entry, str]]:
    """Terms of ``scheme`` with a label that has all words of ``text`` at the beginning of words, or with that code.

    Returns (term, matched label), best first: the reader's language before others, labels that begin with the text
    before those that have it inside. An empty text finds the first terms in their order.
    """
    words = fold(text).split()
    if not words:
        return [(entry, entry.label(language)) for entry in directory.terms(scheme)[:limit]]
    ranked: list[tuple[tuple[bool, bool, int, int], Entry, str]] = []
    for entry in directory.terms(scheme):
        best = min(_matches(entry, words, language), default=None)
        if best is not None:
            rank, label = best
            ranked.append(((*rank, entry.order), entry, label))
    ranked.sort(key=lambda item: (item[0], item[1].code))
    return [(entry, label) for _rank, entry, label in ranked[:limit]]


def _matches(entry: Entry, words: list[str], language: str) -> list[tuple[tuple[bool, bool, int], str]]:
    found: list[tuple[tuple[bool, bool, int], str]] = []
    for label_language, label in [*entry.labels.items(), *entry.others, ("", entry.code)]:
        folded = fold(label)
        parts = folded.replace("-", " ").split()
        if all(any(part.startswith(word) for part in [*parts, folded]) for word in words):
            begins = folded.startswith(" ".join(words))
            found.append(((label_language != language, not begins, len(label)), label))
    return found
