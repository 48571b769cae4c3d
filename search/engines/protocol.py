"""What an engine is: the same answers from every implementation, proven by one contract suite (tests/search)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from search.documents import Document, Value
from search.engines.query import EngineQuery
from search.enums import Audience


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of the page. ``language``: of the text whose words match best, None where no words of it do."""

    key: UUID
    score: int
    language: str | None


@dataclass(frozen=True, slots=True)
class EngineResult:
    """``page`` is the one given: the last if the query asked for more. ``total`` is exact.

    ``counts``: per facet the documents of each value if the facet's own selection were not made; values without
    documents are left out unless they are selected. ``without``: per facet with a selection, the total without it.
    ``partial``: no document has all words, and these have at least half of them.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    counts: Mapping[str, Mapping[Value, int]]
    without: Mapping[str, int]
    partial: bool = False


class Engine(Protocol):
    """Writes are idempotent and safe beside each other; a search sees all of a write or nothing of it."""

    def index(self, documents: Iterable[Document]) -> None:
        """Puts the documents in the place of what the index has of their keys."""

    def delete(self, keys: Collection[UUID]) -> None:
        """Takes the documents out; unknown keys are no error."""

    def search(self, query: EngineQuery) -> EngineResult:
        """Answers from one state of the index."""

    def clear(self) -> None:
        """Takes everything out."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Builds anew from all documents and returns their number. Until it ends the old index answers.

        What is indexed or deleted meanwhile wins over ``documents``.
        """

    def is_current(self) -> bool:
        """Whether its tokens are what texts are analysed to now (``search.analysis.fingerprint``)."""

    def keys(self, reader: Audience) -> set[UUID]:
        """The documents in the index that the reader could find."""

    def versions(self) -> dict[UUID, int]:
        """All documents in the index, whoever could find them, with the ``version`` that each had when it came."""
