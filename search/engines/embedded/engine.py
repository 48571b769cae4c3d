from collections.abc import Collection, Iterable
from uuid import UUID

import numpy as np
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import QuerySet

from search.analysis import fingerprint
from search.documents import Document
from search.engines.embedded.building import Build
from search.engines.embedded.counting import count_facets
from search.engines.embedded.filtering import Filtered, apply_filters
from search.engines.embedded.lists import batches
from search.engines.embedded.matching import Matches, match
from search.engines.embedded.ordering import columns, final_scores, first_places
from search.engines.embedded.reading import wanted
from search.engines.embedded.snapshot import Snapshot
from search.engines.embedded.state import LARGEST_CHUNK, State
from search.engines.embedded.vectors import Array, Prepared
from search.engines.embedded.writing import Writer
from search.engines.protocol import EngineResult, Hit
from search.engines.query import EngineQuery
from search.enums import Audience
from search.models import SearchEntry, SearchGeneration

# Documents written under one lock: what a transaction of a page needs is far less, and imports still share the cost.
_BATCH = 200


class EmbeddedEngine:
    """Keeps its index in the tables of one database; its writes belong to the caller's transaction if there is one.

    A members' document lives in chunks of its own audience, members' texts under tokens of their own: a public query
    reads neither, so that its answer is the same as if they did not exist.
    """

    def __init__(self, using: str = DEFAULT_DB_ALIAS, chunk_size: int = LARGEST_CHUNK) -> None:
        self.using = using
        self.state = State(using, chunk_size)

    def index(self, documents: Iterable[Document]) -> None:
        for batch in batches(documents, _BATCH):
            with transaction.atomic(using=self.using):
                for generation in self.state.writable(self.state.lock()):
                    writer = Writer(generation, [document.key for document in batch])
                    for document in batch:
                        writer.put(Prepared.of(document, generation.averages))
                    writer.save()

    def delete(self, keys: Collection[UUID]) -> None:
        for batch in batches(keys, _BATCH):
            with transaction.atomic(using=self.using):
                row = self.state.lock()
                for generation in self.state.writable(row):
                    writer = Writer(generation, batch)
                    for key in batch:
                        writer.remove(key, tombstone=generation.number == row.building)
                    writer.save()

    def clear(self) -> None:
        with transaction.atomic(using=self.using):
            row = self.state.lock()
            row.active, row.building = None, None
            row.save(update_fields=["active", "building"])
            self.state.collect()

    def rebuild(self, documents: Iterable[Document]) -> int:
        return Build(self.state).run(documents)

    def is_current(self) -> bool:
        row = self.state.current()
        if row is None or row.active is None:
            return True
        made_with = SearchGeneration.objects.using(self.using).filter(pk=row.active).values_list("analysis", flat=True)
        return list(made_with) == [fingerprint()]

    def keys(self, reader: Audience) -> set[UUID]:
        return set(self._entries().filter(audience__lte=reader).values_list("key", flat=True))

    def versions(self) -> dict[UUID, int]:
        return dict(self._entries().values_list("key", "version"))

    def _entries(self) -> QuerySet[SearchEntry]:
        row = self.state.current()
        entries = SearchEntry.objects.using(self.using).filter(chunk__isnull=False)
        return entries.none() if row is None or row.active is None else entries.filter(generation=row.active)

    def search(self, query: EngineQuery) -> EngineResult:
        snapshot = Snapshot(self.using, query.reader, wanted(query))
        filtered = apply_filters(snapshot, query, match(snapshot, query))
        fitting = filtered.fitting()
        hits, page = _page(snapshot, query, filtered.matches, np.flatnonzero(fitting))
        return EngineResult(
            hits=hits,
            total=int(fitting.sum()),
            page=page,
            counts=count_facets(snapshot, query, filtered),
            without=_without(filtered),
            partial=filtered.matches.partial,
        )


def _without(filtered: Filtered) -> dict[str, int]:
    return {facet: int(filtered.fitting(facet).sum()) for facet in filtered.bits}


def _page(snapshot: Snapshot, query: EngineQuery, matches: Matches, places: Array) -> tuple[tuple[Hit, ...], int]:
    """The hits of the page asked for, or of the last one, and which page that is."""
    total = len(places)
    last = max(1, -(-total // query.page_size))
    page = min(max(1, query.page), last)
    if not total:
        return (), page
    chosen = matches.at(places)
    scores = final_scores(snapshot, chosen)
    compared = columns(snapshot, query, chosen.slots, scores)
    order = first_places(compared, min(total, page * query.page_size))[(page - 1) * query.page_size :]
    records = snapshot.columns.records[chosen.slots[order]]
    hits = [
        Hit(
            key=UUID(int=(int(record["high"]) << 64) | int(record["low"])),
            score=int(score),
            language=chosen.languages[best] if best >= 0 else None,
        )
        for record, score, best in zip(records, scores[order], chosen.best[order], strict=True)
    ]
    return tuple(hits), page
