"""Alphabetical order in the reader's language, for the letters that differ from their Unicode order."""

from functools import cache

from taxonomy.folding import fold

# Whole alphabets of the content languages that have letters of their own. Letters of other languages are sorted
# where their base letter stands. Languages that are absent sort marked letters with their base letters.
ALPHABETS: dict[str, str] = {
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "sl": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "hr": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "cs": "abcčdefghijklmnopqrřsštuvwxyzž",
    "sk": "aäbcčdefghijklmnoôpqrsštuvwxyzž",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "hu": "abcdefghijklmnoöpqrstuüvwxyz",
    "es": "abcdefghijklmnñopqrstuvwxyz",
}


@cache
def _places(language: str) -> dict[str, float]:
    return {letter: float(place) for place, letter in enumerate(ALPHABETS[language])}


def _lower(text: str, language: str) -> str:
    return (text.replace("I", "ı").replace("İ", "i") if language == "tr" else text).lower()


def sort_key(text: str, language: str | None = None) -> tuple[object, ...]:
    """A key for ``sorted``: labels of one alphabet in that language's order, other letters after them."""
    code = (language or "").split("-")[0]
    if code not in ALPHABETS:
        return (fold(text), text)
    places = _places(code)
    order: list[tuple[int, float, str]] = []
    for letter in _lower(text, code):
        if letter in places:
            order.append((1, places[letter], ""))
        elif (base := fold(letter)) and base in places:
            order.append((1, places[base], ""))
        else:
            order.append((2, 0.0, base) if base else (0, 0.0, letter))
    return (order, text)
