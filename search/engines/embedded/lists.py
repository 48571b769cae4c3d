"""Posting lists and alphabets of one chunk, changed row by row: only rows whose content changes are written."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from django.db import connections, models

from kb.collation import WIDTH
from search.engines.embedded.vectors import Array, is_word, numbers
from search.models import SearchPosting, SearchTitles

T = TypeVar("T")
# Tokens asked for in one statement, well under SQLite's limit of parameters.
_TOKENS = 500
_KEY = np.dtype(f"V{WIDTH}")
# Per ordinal the new impact (0 for a facet value), None to take it out.
Changes = Mapping[int, int | None]
TitleChanges = Mapping[int, bytes | None]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


class Lists:
    """The rows of one chunk in one generation."""

    def __init__(self, generation: int, audience: int, chunk: int, chunk_size: int, using: str) -> None:
        self.place = (generation, audience)
        self.chunk = chunk
        self.chunk_size = chunk_size
        self.using = using

    def change(self, changes: Mapping[str, Changes]) -> None:
        """Applies changes per token."""
        for tokens in batches(sorted(changes), _TOKENS):
            old = self._read(SearchPosting, "token", "impacts", tokens)
            rows = {token: self._posting(token, old.get(token), changes[token]) for token in tokens}
            self._write(SearchPosting, "token", "impacts", old, rows)

    def change_titles(self, changes: Mapping[str, TitleChanges]) -> None:
        """Applies changes per language."""
        old = self._read(SearchTitles, "language", "keys", sorted(changes))
        rows = {language: self._titles(old.get(language), changes[language]) for language in changes}
        self._write(SearchTitles, "language", "keys", old, rows)

    def _posting(self, token: str, old: tuple[bytes, bytes] | None, changes: Changes) -> tuple[bytes, bytes]:
        # One more than the impact, so that 0 is free to mean "not in the list".
        dense = np.zeros(self.chunk_size, dtype=np.uint32)
        weighted = is_word(token)
        if old:
            dense[numbers(old[0])] = numbers(old[1]).astype(np.uint32) + 1 if weighted else 1
        for ordinal, impact in changes.items():
            dense[ordinal] = 0 if impact is None else impact + 1
        ordinals = np.flatnonzero(dense)
        impacts = (dense[ordinals] - 1).astype("<u2").tobytes() if weighted else b""
        return ordinals.astype("<u2").tobytes(), impacts

    def _titles(self, old: tuple[bytes, bytes] | None, changes: TitleChanges) -> tuple[bytes, bytes]:
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

    def _read(
        self, model: type[models.Model], name: str, payload: str, names: list[str]
    ) -> dict[str, tuple[bytes, bytes]]:
        rows = model._default_manager.using(self.using).filter(
            generation=self.place[0], audience=self.place[1], chunk=self.chunk, **{f"{name}__in": names}
        )
        found = rows.values_list(name, "ordinals", payload)
        return {key: (bytes(ordinals), bytes(content)) for key, ordinals, content in found}

    def _write(
        self,
        model: type[models.Model],
        name: str,
        payload: str,
        old: Mapping[str, tuple[bytes, bytes]],
        new: Mapping[str, tuple[bytes, bytes]],
    ) -> None:
        gone = [key for key, (ordinals, _content) in new.items() if not ordinals and key in old]
        if gone:
            model._default_manager.using(self.using).filter(
                generation=self.place[0], audience=self.place[1], chunk=self.chunk, **{f"{name}__in": gone}
            ).delete()
        rows = [
            (*self.place, key, self.chunk, *content)
            for key, content in new.items()
            if content[0] and old.get(key) != content
        ]
        insert_lists(model, name, payload, rows, self.using)


def insert_lists(model: type[models.Model], name: str, payload: str, rows: list[Any], using: str) -> None:
    """Writes rows (generation, audience, name, chunk, ordinals, payload), in the place of what was there."""
    if not rows:
        return
    # Model names, never input.
    sql = (
        f"INSERT INTO {model._meta.db_table} (generation, audience, {name}, chunk, ordinals, {payload}) "  # noqa: S608
        f"VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (generation, audience, {name}, chunk) "
        f"DO UPDATE SET ordinals = excluded.ordinals, {payload} = excluded.{payload}"
    )
    with connections[using].cursor() as cursor:
        cursor.executemany(sql, rows)
