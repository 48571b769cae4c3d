"""Keeps documents and index in step with their sources.

A change marks the key in its own transaction (``mark_dirty``), so that nothing a crash interrupts is forgotten; at
commit the marked keys are built (``build``); what a crash or a large change left is built by ``sweep``, what no signal
told (bulk updates, restored databases) by ``reconcile``. A document that cannot be built stops no other: its mark
stays, so that every sweep tries it again and says so, and what was known of it before stays in the index.
"""

import logging
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from search import known_words
from search.documents import Document
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.lists import batches
from search.engines.protocol import Engine
from search.models import SearchDocument, SearchMark
from search.sources import Registry, Source, registry
from search.storage import StoredDocuments, bury, normal, save

logger = logging.getLogger(__name__)

# Keys built in one transaction: writers of other keys wait that long at most.
_BATCH = 50
# Keys that a commit builds itself, the first it marked: whoever saves waits for them. The others wait for ``sweep``.
AT_COMMIT = 200
# Keys compared, marks written at a time.
_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Built:
    """``count`` keys were built; ``failed`` are those that could not be, each with the error."""

    count: int = 0
    failed: Mapping[UUID, str] = field(default_factory=dict)

    def __add__(self, other: "Built") -> "Built":
        return Built(self.count + other.count, {**self.failed, **other.failed})


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was found and mended: keys that were ``missing``, ``obsolete`` or ``different``, and those that the
    index had lost, kept or had in another version (``index``); ``checked`` is the number of keys the sources have.
    ``failed`` are keys that could not be built, each with the error."""

    checked: int
    missing: int
    obsolete: int
    different: int
    index: int
    failed: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def mended(self) -> int:
        return self.missing + self.obsolete + self.different + self.index


class _Waiting(threading.local):
    """The keys that this thread's transactions have marked, the first ones first; one thread has one connection of a
    database."""

    def __init__(self) -> None:
        self.keys: dict[UUID, None] = {}

    def take(self) -> list[UUID]:
        taken, self.keys = list(self.keys), {}
        return taken


class Indexer:
    """The work on one database with one engine; the module's functions use the site's own."""

    def __init__(self, engine: Engine, sources: Registry = registry, using: str = DEFAULT_DB_ALIAS) -> None:
        self.engine, self.sources, self.using = engine, sources, using
        self._waiting = _Waiting()

    def mark_dirty(self, kind: str, keys: Iterable[UUID]) -> None:
        """Notes that documents may have changed; they are built when the caller's transaction commits.

        All that one transaction marks is built together, however many saves it has; what is beyond ``AT_COMMIT`` is
        left to ``sweep``, as is what cannot be built, which is logged: it never stops a publish. Raises
        ``UnknownKindError``.
        """
        self.sources.source(kind)
        marked = self._mark(kind, keys)
        if marked:
            # Each mark asks for a build, since a savepoint that is rolled back takes its request with it. The first
            # one builds everything; a key whose mark was rolled back has none, and is passed over.
            self._waiting.keys.update(dict.fromkeys(marked))
            transaction.on_commit(self._build_waiting, using=self.using, robust=True)

    def _build_waiting(self) -> None:
        tried = 0
        # Keys of transactions that were rolled back in this thread still wait here: they have no mark and do not count.
        for keys in batches(self._waiting.take(), _BATCH):
            if tried < AT_COMMIT:
                built = self._build_each(sorted(keys))
                tried += built.count + len(built.failed)

    def _mark(self, kind: str, keys: Iterable[UUID]) -> list[UUID]:
        marks = [SearchMark(key=key, kind=kind) for key in dict.fromkeys(keys)]
        SearchMark.objects.using(self.using).bulk_create(marks, batch_size=_COMPARED)
        return [mark.key for mark in marks]

    def build(self, keys: Collection[UUID]) -> Built:
        """Builds those of the keys that are marked. One that cannot be built keeps its mark, and is logged."""
        return sum((self._build_each(batch) for batch in batches(sorted(set(keys)), _BATCH)), Built())

    def _build_each(self, keys: list[UUID]) -> Built:
        """The keys together; where that fails, each half by itself, until it is known which of them it was."""
        try:
            return Built(self._build(keys))
        except Exception as error:
            if self._is_away():
                raise
            if len(keys) == 1:
                logger.exception("The search document %s cannot be built.", keys[0])
                return Built(failed={keys[0]: f"{type(error).__name__}: {error}"})
        half = len(keys) // 2
        return self._build_each(keys[:half]) + self._build_each(keys[half:])

    def _is_away(self) -> bool:
        """Whether the database is lost: then no document is to blame for an error, and the next one would fail too."""
        return not connections[self.using].is_usable()

    def _build(self, keys: list[UUID]) -> int:
        marks = SearchMark.objects.using(self.using)
        wanted = dict(marks.filter(key__in=keys).order_by("pk").values_list("key", "kind"))
        if not wanted:
            return 0
        self._add_rows(wanted)
        with transaction.atomic(using=self.using):
            # Documents are always locked in the order of their keys, and before the index: builds wait for each other,
            # never in a circle. The rows first, then marks and sources: what is read is at least as new as the marks.
            marked = SearchDocument.objects.using(self.using).filter(key__in=marks.filter(key__in=keys).values("key"))
            rows = {row.key: row for row in marked.order_by("key").select_for_update()}
            found = list(marks.filter(key__in=rows).order_by("pk"))
            kinds = {mark.key: mark.kind for mark in found}
            documents = self._read(kinds)
            for key in kinds:
                if key in documents:
                    save(rows[key], documents[key])
                    documents[key] = replace(documents[key], version=rows[key].version)
                else:
                    bury(rows[key])
            self.engine.index(documents.values())
            # Under the lock that the engine took: whoever adds words comes one after another.
            known_words.record(documents.values(), self.using)
            self.engine.delete([key for key in kinds if key not in documents])
            # By name: a mark that was written meanwhile stays.
            for batch in batches([mark.pk for mark in found], _COMPARED):
                marks.filter(pk__in=batch).delete()
        return len(kinds)

    def _add_rows(self, kinds: Mapping[UUID, str]) -> None:
        """Rows for the keys that have none, in a transaction of their own and in the order of the keys."""
        rows = SearchDocument.objects.using(self.using)
        present = set(rows.filter(key__in=kinds).values_list("key", flat=True))
        fresh = [SearchDocument(key=key, kind=kinds[key]) for key in sorted(kinds.keys() - present)]
        rows.bulk_create(fresh, ignore_conflicts=True)

    def _read(self, kinds: Mapping[UUID, str]) -> dict[UUID, Document]:
        by_kind: dict[str, list[UUID]] = {}
        for key, kind in kinds.items():
            by_kind.setdefault(kind, []).append(key)
        known = set(self.sources.kinds)
        # A kind without a source belongs to an app that was taken out: its documents go.
        found = [self.sources.source(kind).documents(keys) for kind, keys in by_kind.items() if kind in known]
        return {document.key: normal(document) for documents in found for document in documents}

    def sweep(self) -> Built:
        """Builds whatever is marked."""
        return self.build(SearchMark.objects.using(self.using).values_list("key", flat=True).distinct())

    def reconcile(self) -> Reconciled:
        """Compares every document with its source and the index with the documents, and mends what differs."""
        checked, missing, different = 0, 0, 0
        wanted: set[UUID] = set()
        for source in self.sources.sources():
            for keys in batches(source.keys(), _COMPARED):
                stored = StoredDocuments(self.using).of(keys)
                fresh, unread = self._fresh(source, keys)
                # What cannot be read is not gone: what was known of it stays, and each sweep tries it again.
                self._remark_once(source, unread)
                wanted |= {*fresh, *unread}
                checked += len(fresh) + len(unread)
                missing += self._remark((key, d.kind) for key, d in fresh.items() if key not in stored)
                different += self._remark(
                    (key, d.kind) for key, d in fresh.items() if key in stored and stored[key] != d
                )
        present = SearchDocument.objects.using(self.using).filter(deleted=False)
        extra = [(key, kind) for key, kind in present.values_list("key", "kind") if key not in wanted]
        obsolete = self._remark(extra)
        swept = self.sweep()
        index, again = self._mend_index()
        known_words.prune(self.using)
        return Reconciled(checked, missing, obsolete, different, index, {**swept.failed, **again.failed})

    def _fresh(self, source: Source, keys: list[UUID]) -> tuple[dict[UUID, Document], list[UUID]]:
        """The documents of the keys as their source has them now, and the keys of which it cannot tell."""
        try:
            return {document.key: normal(document) for document in source.documents(keys)}, []
        except Exception:
            if self._is_away():
                raise
            if len(keys) == 1:
                logger.exception("The search document %s cannot be compared.", keys[0])
                return {}, keys
        half = len(keys) // 2
        (fresh, unread), (others, other_unread) = self._fresh(source, keys[:half]), self._fresh(source, keys[half:])
        return {**fresh, **others}, [*unread, *other_unread]

    def _remark_once(self, source: Source, keys: list[UUID]) -> None:
        """Marks those of the keys that have no mark. Of what cannot be read the kind is not known: any of its source's
        leads back to it."""
        marked = SearchMark.objects.using(self.using).filter(key__in=keys).values_list("key", flat=True)
        self._mark(next(iter(source.kinds)), sorted(set(keys) - set(marked)))

    def _remark(self, keys: Iterable[tuple[UUID, str]]) -> int:
        by_kind: dict[str, list[UUID]] = {}
        for key, kind in keys:
            by_kind.setdefault(kind, []).append(key)
        return sum(len(self._mark(kind, marked)) for kind, marked in by_kind.items())

    def _mend_index(self) -> tuple[int, Built]:
        """How many keys the index had lost, kept or had in another version, and what was built for them."""
        indexed = self.engine.versions()
        rows = SearchDocument.objects.using(self.using).filter(deleted=False)
        stored = {key: (kind, version) for key, kind, version in rows.values_list("key", "kind", "version")}
        lost = [(key, kind) for key, (kind, version) in stored.items() if indexed.get(key) != version]
        self._remark(lost)
        kept = indexed.keys() - stored.keys()
        self._drop(kept)
        built = self.build([key for key, _kind in lost])
        return len(lost) + len(kept), built

    def _drop(self, keys: set[UUID]) -> None:
        with transaction.atomic(using=self.using):
            rows = SearchDocument.objects.using(self.using).filter(key__in=keys, deleted=False)
            # One that came in between is not to be dropped.
            again = set(rows.order_by("key").select_for_update().values_list("key", flat=True))
            self.engine.delete(sorted(keys - again))

    def rebuild(self) -> int:
        """Builds the index anew from the documents as they are stored, and returns their number."""
        count = self.engine.rebuild(StoredDocuments(self.using))
        for documents in batches(StoredDocuments(self.using), _COMPARED):
            known_words.record(documents, self.using, anew=True)
        known_words.prune(self.using)
        return count

    def keep_current(self) -> bool:
        """Rebuilds the index if its tokens are not what texts are analysed to now: after an upgrade, or when
        dictionaries were built. Returns whether it did."""
        if self.engine.is_current():
            return False
        self.rebuild()
        return True


@cache
def indexer(using: str = DEFAULT_DB_ALIAS) -> Indexer:
    """The site's own, one for each database."""
    return Indexer(EmbeddedEngine(using), registry, using)


def mark_dirty(kind: str, keys: Iterable[UUID]) -> None:
    """See ``Indexer.mark_dirty``: what the signals of page types call."""
    indexer().mark_dirty(kind, keys)
