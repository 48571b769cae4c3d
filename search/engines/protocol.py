"""What an engine is: the same answers from every implementation, proven by one contract suite (tests/search)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from search.documents import Document, Value
from search.enums import Audience, Sort

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """A query as engines take it: analysed, resolved, within its limits (``search.query`` makes it).

    ``words``: per language the words, each as its forms; a text matches if it has every word of its language, in one
    of its forms. Empty: everything is browsed. ``filters``: per facet the values, one of which a document must have
    (OR within, AND across). ``year_from`` and ``year_to`` (inclusive) are the selection of the facet "year". ``kind``
    restricts before anything is counted. ``reader`` decides what exists at all. ``facets``: the names to count.
    """

    words: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    filters: Mapping[str, frozenset[Value]] = field(default_factory=dict)
    year_from: int | None = None
    year_to: int | None = None
    kind: str | None = None
    reader: Audience = Audience.PUBLIC
    language: str = "en"
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of the page. ``language``: of its best matching text, None when nothing was searched for."""

    key: UUID
    score: int
    language: str | None


@dataclass(frozen=True, slots=True)
class EngineResult:
    """``page`` is the one given: the last if the query asked for more. ``total`` is exact.

    ``counts``: per facet the documents of each value if the facet's own selection were not made; values without
    documents are left out unless they are selected. ``without``: per facet with a selection, the total without it.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    counts: Mapping[str, Mapping[Value, int]]
    without: Mapping[str, int]


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

    def keys(self, reader: Audience) -> set[UUID]:
        """The documents in the index that the reader could find."""

    def versions(self) -> dict[UUID, int]:
        """All documents in the index, whoever could find them, with the ``version`` that each had when it came."""
