"""What a document is in the tables: its vector (tokens with impacts, places in the alphabet) and its record."""

import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.collation import collation_key
from search.documents import Document, Value
from search.enums import Audience
from search.positions import positions
from search.ranking import Averages, bonus, impacts

Array = npt.NDArray[Any]

# One per slot of a chunk. ``high`` and ``low`` are the key; ``values`` the number of its facet values.
RECORD = np.dtype(
    [
        ("high", "<u8"),
        ("low", "<u8"),
        ("published", "<i8"),
        ("confirmed", "<i4"),
        ("year", "<i2"),
        ("bonus", "<u2"),
        ("values", "<u2"),
        ("live", "<u1"),
    ]
)
NO_YEAR = -32_768
_HALF = (1 << 64) - 1
# The originals' titles, for documents without a text in the reader's language.
ORIGINALS = ""


def word_token(language: str, form: str) -> str:
    """The token of a form in texts that everyone may read."""
    return f"w:{language}:{form}"


def members_token(language: str, form: str) -> str:
    """The token of a form in members' texts: looked up for members only."""
    return f"m:{language}:{form}"


def facet_token(facet: str, value: Value) -> str:
    """The token of a facet value: its list has no impacts."""
    return f"f:{facet}:{value}"


def is_word(token: str) -> bool:
    """Whether the list of a token has impacts."""
    return not token.startswith("f:")


@dataclass(slots=True)
class Vector:
    """``tokens``: impact per token, 0 for facet values. ``titles``: place in the alphabet per language. ``places``:
    positions per token, of those that are the base of a word."""

    tokens: dict[str, int] = field(default_factory=dict)
    titles: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, averages: Averages) -> "Vector":
        """The vector of a document in a build with these averages."""
        vector = cls({facet_token(facet, value): 0 for facet, value in document.values()})
        for language, text in document.texts.items():
            public, members = impacts(text, language, averages)
            vector.tokens.update((word_token(language, form), impact) for form, impact in public.items())
            vector.tokens.update((members_token(language, form), impact) for form, impact in members.items())
            everywhere, among_members = positions(text, language)
            vector.places.update((word_token(language, base), found) for base, found in everywhere.items())
            vector.places.update((members_token(language, base), found) for base, found in among_members.items())
            vector.titles[language] = collation_key(text.title, language)
        language, title = document.title_in(document.language)
        if language:
            vector.titles[ORIGINALS] = collation_key(title, language)
        return vector

    def pack(self) -> bytes:
        titles = {language: key.decode("latin-1") for language, key in self.titles.items()}
        return zlib.compress(json.dumps([self.tokens, titles, self.places], separators=(",", ":")).encode(), level=1)

    @classmethod
    def unpack(cls, packed: bytes) -> "Vector":
        tokens, titles, places = json.loads(zlib.decompress(packed))
        return cls(tokens, {language: key.encode("latin-1") for language, key in titles.items()}, places)

    def entry(self, token: str) -> tuple[int, tuple[int, ...]]:
        """The impact and the positions of a token of it."""
        return self.tokens[token], tuple(self.places.get(token, ()))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be written: all that is left is to find it a place."""

    document: Document
    vector: Vector
    packed: bytes

    @classmethod
    def of(cls, document: Document, averages: Averages) -> "Prepared":
        vector = Vector.of(document, averages)
        return cls(document, vector, vector.pack())

    @property
    def audience(self) -> Audience:
        return self.document.audience


def record_of(document: Document, values: int) -> tuple[int, ...]:
    """The document's record, in the order of ``RECORD``; ``values`` is the number of its facet values."""
    key = document.key.int
    return (
        key >> 64,
        key & _HALF,
        seconds_of(document.published),
        document.confirmed.toordinal() if document.confirmed else 0,
        NO_YEAR if document.year is None else document.year,
        bonus(document),
        values,
        1,
    )


def seconds_of(moment: datetime | None) -> int:
    """Whole seconds since 1970; a document that was never published comes before all others."""
    return int(moment.timestamp()) if moment else -(1 << 62)


def empty_records(size: int) -> Array:
    """Records of a chunk in which no slot is taken."""
    return np.zeros(size, dtype=RECORD)


def numbers(blob: bytes, dtype: str = "<u2") -> Array:
    """A blob as an array; it is read-only."""
    return np.frombuffer(blob, dtype=dtype)
