"""What the search may know of a page type: declared on the type, without a word about engines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


def _nothing(page: Any) -> None:
    return None


@dataclass(frozen=True)
class Searchable:
    """How pages of a type are found.

    ``kind`` names what they are in results and addresses. ``summary`` are the fields that say what a page is about; all
    other texts are its body. ``facts`` are fields of the original that are the same in every language and part of every
    text, as readers may know them (``blurred_fields``). ``year`` and ``confirmed`` are asked of the original.
    """

    kind: str
    summary: tuple[str, ...] = ("summary",)
    facts: tuple[str, ...] = ()
    year: Callable[[Any], int | None] = _nothing
    confirmed: Callable[[Any], date | None] = _nothing
    depth: Callable[[Any], str] = lambda page: ""
