"""Where documents come from: apps register a source per kind of page in ``AppConfig.ready``."""

from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from search.documents import Document


class Source(Protocol):
    """Knows the documents of one or more kinds.

    What it yields is only what may be found now: published, really translated, with the care of this moment.
    """

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of its documents."""

    def keys(self) -> Iterable[UUID]:
        """The keys of all documents there should be."""

    def documents(self, keys: Collection[UUID]) -> Iterable[Document]:
        """The documents of these keys, in any order. A key that is left out is not to be found any more."""


class UnknownKindError(LookupError):
    """No source is registered for a kind."""


class Registry:
    """The sources by kind."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def register(self, source: Source) -> None:
        """Raises ``ValueError`` if another source has one of its kinds."""
        for kind in source.kinds:
            if self._sources.get(kind, source) is not source:
                raise ValueError(f'Kind "{kind}" has two sources; register one of them.')
        self._sources.update(dict.fromkeys(source.kinds, source))

    def source(self, kind: str) -> Source:
        """Raises ``UnknownKindError``."""
        try:
            return self._sources[kind]
        except KeyError:
            raise UnknownKindError(f'No source for kind "{kind}": register one in AppConfig.ready.') from None

    def sources(self) -> list[Source]:
        """Each source once."""
        return list({id(source): source for source in self._sources.values()}.values())

    @property
    def kinds(self) -> list[str]:
        return sorted(self._sources)


registry = Registry()
