"""Alphabetical order (A–Z) as readers of each language expect it.

A title becomes a key of 48 bytes that is compared byte by byte, on every database and in Python alike. The alphabet is
that of the title's own language; a letter with a place of its own (Slovenian č, Swedish ä) follows its base letter or
the end of the alphabet, other accents do not count. Latin comes before Greek before Cyrillic. Titles that agree in the
first 48 places are ordered by their documents' keys.
"""

import unicodedata
from functools import lru_cache

from kb.folding import fold, lower

WIDTH = 48

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CYRILLIC = "абвгдѓежзѕиіїјйкќлљмнњопрстћуфхцчџшщъыьэюяєґђ"
_SPACE, _OTHER, _AFTER = 0x01, 0xEF, 0xFF
# The first place of letters of their own: above the space, so that it is never taken for one.
_FIRST_RANK = 0x10
_WEIGHTS = {
    **{digit: 0x10 + place for place, digit in enumerate("0123456789")},
    **{letter: 0x20 + place for place, letter in enumerate(_LATIN)},
    **{letter: 0x40 + place for place, letter in enumerate(_GREEK)},
    **{letter: 0x60 + place for place, letter in enumerate(_CYRILLIC)},
}

# Per language: letter (or group of letters) → the base letter it follows, in the order given.
_TAILORED: dict[str, list[tuple[str, str]]] = {
    "tr": [("ç", "c"), ("ğ", "g"), ("ı", "h"), ("ö", "o"), ("ş", "s"), ("ü", "u")],
    "sl": [("č", "c"), ("š", "s"), ("ž", "z")],
    "hr": [
        ("dž", "d"), ("lj", "l"), ("nj", "n"), ("č", "c"), ("ć", "c"), ("đ", "d"), ("š", "s"), ("ž", "z"),
    ],
    "sv": [("å", "z"), ("ä", "z"), ("ö", "z")],
    "bg": [("й", "и")],
    "ro": [("ă", "a"), ("â", "a"), ("î", "i"), ("ș", "s"), ("ş", "s"), ("ț", "t"), ("ţ", "t")],
    "es": [("ñ", "n")],
    "hu": [
        ("dzs", "d"), ("dz", "d"), ("cs", "c"), ("gy", "g"), ("ly", "l"), ("ny", "n"), ("ö", "o"), ("ő", "o"),
        ("sz", "s"), ("ty", "t"), ("ü", "u"), ("ű", "u"), ("zs", "z"),
    ],
    "cs": [("ch", "h"), ("č", "c"), ("ř", "r"), ("š", "s"), ("ž", "z")],
    "sk": [("ch", "h"), ("ä", "a"), ("č", "c"), ("ô", "o"), ("š", "s"), ("ž", "z")],
}  # fmt: skip
# Different writings of one letter have one place.
_SAME = {"ş": "ș", "ţ": "ț", "ő": "ö", "ű": "ü"}


@lru_cache(maxsize=64)
def _tailoring(language: str) -> list[tuple[str, bytes]]:
    """The language's own letters, groups first, each with its bytes."""
    places: dict[str, bytes] = {}
    for rank, (letter, base) in enumerate(_TAILORED.get(language, []), start=_FIRST_RANK):
        twin = _SAME.get(letter)
        places[letter] = places[twin] if twin in places else bytes([_WEIGHTS[base], _AFTER, rank])
    return sorted(places.items(), key=lambda item: -len(item[0]))


def _bytes_of(letter: str) -> bytes:
    return bytes(_WEIGHTS.get(part, _OTHER if part.isalnum() else _SPACE) for part in fold(letter))


def collation_key(title: str, language: str) -> bytes:
    """The title's place in the alphabet: ``WIDTH`` bytes, padded with zeros."""
    text = unicodedata.normalize("NFC", lower(unicodedata.normalize("NFKC", title), language))
    tailoring = _tailoring(language)
    key = bytearray()
    place = 0
    while place < len(text) and len(key) < WIDTH:
        for letter, weight in tailoring:
            if text.startswith(letter, place):
                key += weight
                place += len(letter)
                break
        else:
            part = _bytes_of(text[place])
            place += 1
            # Signs and spaces in a row, and at the beginning, count once or not at all.
            if part != bytes([_SPACE]) or (key and key[-1] != _SPACE):
                key += part
    return bytes(key[:WIDTH]).rstrip(bytes([_SPACE])).ljust(WIDTH, b"\0")
