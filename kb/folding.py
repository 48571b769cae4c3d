"""Folding: how texts, labels and what people type are made comparable, whatever keyboard they were typed on."""

import unicodedata

# What NFKD leaves whole although readers type it without its mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ς": "σ", "þ": "th"}
)


def lower(text: str, language: str) -> str:
    """Lower case as readers of the language write it: Turkish has a dotted and a dotless i."""
    if language == "tr":
        text = text.replace("I\u0307", "i").replace("İ", "i").replace("I", "ı")
    return text.lower()


def fold(text: str) -> str:
    """Without marks and without letters that keyboards lack. Expects lower case; folding twice changes nothing."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(_LETTERS)


def fold_words(text: str) -> str:
    """The words of a text in lower case, folded, one space between them; letters of all alphabets are kept.

    Turkish İ, I, ı and i are one letter here, so that a Turkish label is found from any keyboard.
    """
    plain = fold(unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
