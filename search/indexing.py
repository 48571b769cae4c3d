"""Keeps documents and index in step with their sources.

A change marks the key in its own transaction (``mark_dirty``), so that nothing a crash interrupts is forgotten; at
commit the marked keys are built (``build``); what a crash left is built by ``sweep``, what no signal told (bulk
updates, restored databases) by ``reconcile``.
"""

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction

from search.documents import Document
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.lists import batches
from search.engines.protocol import Engine
from search.enums import Audience
from search.models import SearchDocument
from search.sources import Registry, registry
from search.storage import StoredDocuments, bury, normal, save

# Keys built in one transaction: writers of other keys wait that long at most.
_BATCH = 50
# Keys compared at a time.
_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was found and mended: keys that were ``missing``, ``obsolete`` or ``different``, and those that the
    index had lost or kept (``index``); ``checked`` is the number of keys the sources have."""

    checked: int
    missing: int
    obsolete: int
    different: int
    index: int

    @property
    def mended(self) -> int:
        return self.missing + self.obsolete + self.different + self.index


class _Waiting(threading.local):
    """The keys that this thread's transactions have marked; one thread has one connection of a database."""

    def __init__(self) -> None:
        self.keys: set[UUID] = set()

    def take(self) -> set[UUID]:
        taken, self.keys = self.keys, set()
        return taken


class Indexer:
    """The work on one database with one engine; the module's functions use the site's own."""

    def __init__(self, engine: Engine, sources: Registry = registry, using: str = DEFAULT_DB_ALIAS) -> None:
        self.engine, self.sources, self.using = engine, sources, using
        self._waiting = _Waiting()

    def mark_dirty(self, kind: str, keys: Iterable[UUID]) -> None:
        """Notes that documents may have changed; they are built when the caller's transaction commits.

        All that one transaction marks is built together, however many saves it has. Raises ``UnknownKindError``. A
        build that fails is logged and left to ``sweep``: it never stops a publish.
        """
        self.sources.source(kind)
        marked = self._mark(kind, keys)
        if marked:
            # Each mark asks for a build, since a savepoint that is rolled back takes its request with it. The first
            # one builds everything; a key whose mark was rolled back is not dirty, and is passed over.
            self._waiting.keys.update(marked)
            transaction.on_commit(self._build_waiting, using=self.using, robust=True)

    def _build_waiting(self) -> None:
        keys = self._waiting.take()
        if keys:
            self.build(keys)

    def _mark(self, kind: str, keys: Iterable[UUID]) -> list[UUID]:
        # In the order of the keys, so that two that mark the same ones do not wait in a circle.
        ordered = sorted(set(keys))
        SearchDocument.objects.using(self.using).bulk_create(
            [SearchDocument(key=key, kind=kind) for key in ordered],
            batch_size=_COMPARED,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["dirty", "kind"],
        )
        return ordered

    def build(self, keys: Collection[UUID]) -> int:
        """Builds those of the keys that are marked, and returns how many it built.

        A key that another process holds is left to it: it is being marked, and will be built at that commit.
        """
        return sum(self._build(batch) for batch in batches(sorted(set(keys)), _BATCH))

    def _build(self, keys: list[UUID]) -> int:
        with transaction.atomic(using=self.using):
            marked = SearchDocument.objects.using(self.using).filter(key__in=keys, dirty=True).order_by("key")
            # The rows first, then the sources: what is read is at least as new as the mark.
            rows = {row.key: row for row in marked.select_for_update(skip_locked=True)}
            documents = self._read(rows.values())
            for key, row in rows.items():
                if key in documents:
                    save(row, documents[key])
                else:
                    bury(row)
            self.engine.index(documents.values())
            self.engine.delete([key for key in rows if key not in documents])
        return len(rows)

    def _read(self, rows: Iterable[SearchDocument]) -> dict[UUID, Document]:
        by_kind: dict[str, list[UUID]] = {}
        for row in rows:
            by_kind.setdefault(row.kind, []).append(row.key)
        known = set(self.sources.kinds)
        # A kind without a source belongs to an app that was taken out: its documents go.
        found = [self.sources.source(kind).documents(keys) for kind, keys in by_kind.items() if kind in known]
        return {document.key: normal(document) for documents in found for document in documents}

    def sweep(self) -> int:
        """Builds whatever is marked, and returns how many it built."""
        keys = list(SearchDocument.objects.using(self.using).filter(dirty=True).values_list("key", flat=True))
        return self.build(keys)

    def reconcile(self) -> Reconciled:
        """Compares every document with its source and the index with the documents, and mends what differs."""
        checked, missing, different = 0, 0, 0
        wanted: set[UUID] = set()
        for source in self.sources.sources():
            for keys in batches(source.keys(), _COMPARED):
                stored = StoredDocuments(self.using).of(keys)
                fresh = {document.key: normal(document) for document in source.documents(keys)}
                wanted |= fresh.keys()
                checked += len(fresh)
                missing += self._remark(d for key, d in fresh.items() if key not in stored)
                different += self._remark(d for key, d in fresh.items() if key in stored and stored[key] != d)
        present = SearchDocument.objects.using(self.using).filter(deleted=False)
        extra = [(key, kind) for key, kind in present.values_list("key", "kind") if key not in wanted]
        for key, kind in extra:
            self._mark(kind, [key])
        self.sweep()
        return Reconciled(checked, missing, len(extra), different, self._mend_index())

    def _remark(self, documents: Iterable[Document]) -> int:
        by_kind: dict[str, list[UUID]] = {}
        for document in documents:
            by_kind.setdefault(document.kind, []).append(document.key)
        return sum(len(self._mark(kind, keys)) for kind, keys in by_kind.items())

    def _mend_index(self) -> int:
        live = SearchDocument.objects.using(self.using).filter(deleted=False)
        kinds = dict(live.values_list("key", "kind"))
        indexed = self.engine.keys(Audience.MEMBERS)
        lost = [key for key in kinds if key not in indexed]
        for key in lost:
            self._mark(kinds[key], [key])
        kept = indexed - kinds.keys()
        self._drop(kept)
        self.build(lost)
        return len(lost) + len(kept)

    def _drop(self, keys: set[UUID]) -> None:
        with transaction.atomic(using=self.using):
            rows = SearchDocument.objects.using(self.using).filter(key__in=keys, deleted=False)
            # One that came in between is not to be dropped.
            again = set(rows.select_for_update().values_list("key", flat=True))
            self.engine.delete(sorted(keys - again))

    def rebuild(self) -> int:
        """Builds the index anew from the documents as they are stored, and returns their number."""
        return self.engine.rebuild(StoredDocuments(self.using))


@cache
def indexer(using: str = DEFAULT_DB_ALIAS) -> Indexer:
    """The site's own, one for each database."""
    return Indexer(EmbeddedEngine(using), registry, using)


def mark_dirty(kind: str, keys: Iterable[UUID]) -> None:
    """See ``Indexer.mark_dirty``: what the signals of page types call."""
    indexer().mark_dirty(kind, keys)
