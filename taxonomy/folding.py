"""Folding: how labels and what people type are made comparable, whatever keyboard they were typed on."""

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ς": "σ", "þ": "th", "ð": "d"}
)


def fold(text: str) -> str:
    """The text in lower case, without marks, one space between words; letters of all alphabets are kept.

    Turkish İ, I, ı and i are one letter here, so that a Turkish label is found from any keyboard.
    """
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(character for character in lowered if not unicodedata.combining(character)).translate(LETTERS)
    words = "".join(character if character.isalnum() else " " for character in plain)
    return " ".join(words.split())
