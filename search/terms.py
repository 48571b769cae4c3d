"""What search has to know of terms: given from outside, since search does not know the taxonomy's models."""

from dataclasses import dataclass
from typing import Protocol

from search.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term: its id in documents, its code in addresses, its parent's id, and its place among its siblings."""

    id: int
    scheme: str
    code: str
    parent: int | None = None
    order: int = 0


class TermDirectory(Protocol):
    """The terms of all schemes."""

    def resolve(self, scheme: str, code: str) -> TermEntry | None:
        """The term of a code; for the code of a merged term the term that replaces it; None if there is none."""

    def get(self, term: int) -> TermEntry | None:
        """The term of an id."""

    def named(self, term: int, language: str) -> tuple[str, str]:
        """What readers of the language call it, and the language of that name."""

    def nameable(self, term: int) -> TermEntry | None:
        """The term of an id (or the one that replaced it) if words of the reader's query may stand for it."""

    @property
    def thesaurus(self) -> Thesaurus:
        """The names of all terms."""


def without_ancestors(terms: set[int], directory: TermDirectory) -> frozenset[int]:
    """The terms without those that have a descendant among them: with the parent in it, choosing a child beside it
    would change nothing."""
    ancestors: set[int] = set()
    for term in terms:
        entry = directory.get(term)
        seen: set[int] = set()
        while entry is not None and entry.parent is not None and entry.parent not in seen:
            seen.add(entry.parent)
            entry = directory.get(entry.parent)
        ancestors |= seen - {term}
    return frozenset(terms - ancestors)
