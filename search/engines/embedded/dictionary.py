"""Numbers for facet values: dense within a generation, so that one ``bincount`` counts every facet."""

import json
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from search.documents import Value
from search.engines.embedded.vectors import Array


class Dictionary:
    """The values in the order of their numbers. It only ever grows, so a number keeps its meaning."""

    def __init__(self, pairs: Iterable[tuple[str, Value]] = ()) -> None:
        self.pairs: list[tuple[str, Value]] = list(pairs)
        self.number_of: dict[tuple[str, Value], int] = {pair: number for number, pair in enumerate(self.pairs)}
        self._numbers: dict[str, Array] = {}

    def number(self, facet: str, value: Value) -> int:
        """The number of a value; a new one if it has none."""
        pair = (facet, value)
        number = self.number_of.get(pair)
        if number is None:
            number = self.number_of[pair] = len(self.pairs)
            self.pairs.append(pair)
            self._numbers.clear()
        return number

    def numbers(self, facet: str) -> Array:
        """The numbers of all values of a facet, in the order of the values: which came first must not show."""
        if facet not in self._numbers:
            found = sorted((value, number) for number, (name, value) in enumerate(self.pairs) if name == facet)
            self._numbers[facet] = np.array([number for _value, number in found], dtype=np.intp)
        return self._numbers[facet]

    def __len__(self) -> int:
        return len(self.pairs)

    def dump(self) -> str:
        return json.dumps(self.pairs, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Dictionary":
        """A dictionary of one's own, to add to."""
        return cls((facet, value) for facet, value in json.loads(text))


@lru_cache(maxsize=8)
def shared_dictionary(text: str) -> Dictionary:
    """The dictionary of a text, to read only. Kept by its content, so nothing can be out of date."""
    return Dictionary.load(text)
