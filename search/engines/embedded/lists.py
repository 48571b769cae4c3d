"""Posting lists and alphabets of one chunk, changed row by row: only rows whose content changes are written."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from django.db import connections, models

from kb.collation import WIDTH
from search.engines.embedded.placing import LAST, NONE, packed
from search.engines.embedded.vectors import Array, is_word, numbers
from search.models import SearchPosting, SearchTitles

T = TypeVar("T")
# Tokens asked for in one statement, well under SQLite's limit of parameters.
_TOKENS = 500
_KEY = np.dtype(f"V{WIDTH}")
# What a row holds, blob by blob; the ordinals first.
Blobs = tuple[bytes, ...]
# Per ordinal the new impact (0 for a facet value) and positions, None to take it out.
Changes = Mapping[int, tuple[int, tuple[int, ...]] | None]
TitleChanges = Mapping[int, bytes | None]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


class Lists:
    """The rows of one chunk in one generation."""

    def __init__(self, generation: int, audience: int, chunk: int, using: str) -> None:
        self.place = (generation, audience)
        self.chunk = chunk
        self.using = using

    def change(self, changes: Mapping[str, Changes]) -> None:
        """Applies changes per token."""
        for tokens in batches(sorted(changes), _TOKENS):
            table = _Table(SearchPosting, "token", ("impacts", "positions"))
            old = self._read(table, tokens)
            rows = {token: _posting(token, old.get(token), changes[token]) for token in tokens}
            self._write(table, old, rows)

    def change_titles(self, changes: Mapping[str, TitleChanges]) -> None:
        """Applies changes per language."""
        table = _Table(SearchTitles, "language", ("keys",))
        old = self._read(table, sorted(changes))
        rows = {language: _titles(old.get(language), changes[language]) for language in changes}
        self._write(table, old, rows)

    def _read(self, table: "_Table", names: list[str]) -> dict[str, Blobs]:
        rows = table.rows(self.using, self.place, self.chunk, names)
        found = rows.values_list(table.name, "ordinals", *table.payload)
        return {key: tuple(bytes(blob) for blob in blobs) for key, *blobs in found}

    def _write(self, table: "_Table", old: Mapping[str, Blobs], new: Mapping[str, Blobs]) -> None:
        gone = [key for key, blobs in new.items() if not blobs[0] and key in old]
        if gone:
            table.rows(self.using, self.place, self.chunk, gone).delete()
        rows = [
            (*self.place, key, self.chunk, *blobs) for key, blobs in new.items() if blobs[0] and old.get(key) != blobs
        ]
        table.put(rows, self.using)


class _Table:
    """A table of lists: ``name`` is the column that tells them apart, ``payload`` what they hold beside ordinals."""

    def __init__(self, model: type[models.Model], name: str, payload: Sequence[str]) -> None:
        self.model, self.name, self.payload = model, name, payload

    def rows(self, using: str, place: tuple[int, int], chunk: int, names: list[str]) -> Any:
        return self.model._default_manager.using(using).filter(
            generation=place[0], audience=place[1], chunk=chunk, **{f"{self.name}__in": names}
        )

    def put(self, rows: list[Any], using: str) -> None:
        """Writes rows (generation, audience, name, chunk, blobs), in the place of what was there."""
        if not rows:
            return
        columns = ("generation", "audience", self.name, "chunk", "ordinals", *self.payload)
        blobs = ", ".join(f"{column} = excluded.{column}" for column in columns[4:])
        # Model names, never input.
        sql = (
            f"INSERT INTO {self.model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608
            f"VALUES ({', '.join(['%s'] * len(columns))}) "
            f"ON CONFLICT (generation, audience, {self.name}, chunk) DO UPDATE SET {blobs}"
        )
        with connections[using].cursor() as cursor:
            cursor.executemany(sql, rows)


def _posting(token: str, old: Blobs | None, changes: Changes) -> Blobs:
    ordinals, impacts, places = old or (b"", b"", b"")
    for ordinal, entry in changes.items():
        place = bisect_left(numbers(ordinals), ordinal)
        begin, end = 2 * place, 2 * place
        if ordinals[begin : begin + 2] == _number(ordinal):
            end += 2
        places = _places(places, len(ordinals) // 2, place, end > begin, entry[1] if entry else None)
        ordinals = ordinals[:begin] + (_number(ordinal) if entry else b"") + ordinals[end:]
        if is_word(token):
            impacts = impacts[:begin] + (_number(entry[0]) if entry else b"") + impacts[end:]
    return ordinals, impacts, places if is_word(token) and _has_places(places) else b""


def _number(value: int) -> bytes:
    return value.to_bytes(2, "little")


def _places(blob: bytes, documents: int, place: int, is_there: bool, put: tuple[int, ...] | None) -> bytes:
    """The positions with those of the document at ``place`` of its list put in, replaced, or (None) taken out."""
    if not blob and not put:
        return b""
    blob = blob or NONE * documents
    # Where the part of each document ends.
    ends = 2 * np.flatnonzero(numbers(blob) & LAST) + 2
    begin = int(ends[place - 1]) if place else 0
    end = int(ends[place]) if is_there else begin
    return blob[:begin] + (b"" if put is None else packed(put)) + blob[end:]


def _has_places(blob: bytes) -> bool:
    return bool(blob.strip(NONE))


def _titles(old: Blobs | None, changes: TitleChanges) -> Blobs:
    keys: dict[int, bytes] = {}
    if old:
        found = numbers(old[1], _KEY)  # type: ignore[arg-type]
        keys = {int(ordinal): key.tobytes() for ordinal, key in zip(numbers(old[0]), found, strict=True)}
    for ordinal, key in changes.items():
        if key is None:
            keys.pop(ordinal, None)
        else:
            keys[ordinal] = key
    ordinals: Array = np.array(sorted(keys), dtype="<u2")
    return ordinals.tobytes(), b"".join(keys[int(ordinal)] for ordinal in ordinals)
