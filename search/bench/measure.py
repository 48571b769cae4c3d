"""Times and sizes of the embedded engine on a scratch database."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.db import connections

from search.bench.corpus import Corpus, queries
from search.bench.scratch import ALIAS, scratch_database
from search.engines.embedded import EmbeddedEngine
from search.models import SearchChunk, SearchEntry, SearchPosting, SearchTitles

UPDATES = 60
_TABLES = (SearchPosting, SearchChunk, SearchTitles, SearchEntry)


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Milliseconds of a number of runs."""

    runs: int
    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: list[float]) -> "Percentiles":
        ordered = sorted(seconds)
        last = len(ordered) - 1
        return cls(len(ordered), ordered[round(last * 0.5)] * 1000, ordered[round(last * 0.95)] * 1000)


@dataclass(frozen=True, slots=True)
class Measured:
    """One size on one database. ``build`` in seconds, with making the corpus left out; ``megabytes`` of the index."""

    documents: int
    build: float
    megabytes: float
    searches: dict[str, Percentiles]
    updates: Percentiles


class _Timed:
    """A corpus that knows how long it took to make its documents."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.seconds = corpus, 0.0

    def __iter__(self) -> Iterator[Any]:
        documents = iter(self.corpus)
        while True:
            begin = perf_counter()
            document = next(documents, None)
            self.seconds += perf_counter() - begin
            if document is None:
                return
            yield document


def _timed(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def measure(server: dict[str, Any], documents: int, count: int, seed: int) -> Measured:
    """Builds, searches and updates on a scratch database like ``server``."""
    corpus = Corpus(documents, seed)
    with scratch_database(server):
        engine = EmbeddedEngine(ALIAS)
        source = _Timed(corpus)
        build = _timed(lambda: engine.rebuild(source)) - source.seconds
        _settle()
        asked = queries(corpus, count)
        # The first round fills the database's cache and this process's: what a running site has.
        for _name, query in asked[: count // 4]:
            engine.search(query)
        times: dict[str, list[float]] = defaultdict(list)
        for name, query in asked:
            seconds = _timed(lambda query=query: engine.search(query))  # type: ignore[misc]
            times[name].append(seconds)
            times["all"].append(seconds)
        megabytes = _size() / 1e6
        changed = [corpus.document(number * documents // UPDATES, edition=1) for number in range(UPDATES)]
        updates = [_timed(lambda document=document: engine.index([document])) for document in changed]  # type: ignore[misc]
        searches = {name: Percentiles.of(found) for name, found in times.items()}
        return Measured(documents, build, megabytes, searches, Percentiles.of(updates))


def _settle() -> None:
    """What autovacuum does to a running site's tables soon after a build."""
    with connections[ALIAS].cursor() as cursor:
        for model in _TABLES:
            cursor.execute(
                f"VACUUM ANALYZE {model._meta.db_table}"
                if connections[ALIAS].vendor == "postgresql"
                else f"ANALYZE {model._meta.db_table}"
            )


def _size() -> int:
    """Bytes of the tables of the index with their own indexes (on SQLite of the whole scratch file)."""
    with connections[ALIAS].cursor() as cursor:
        if connections[ALIAS].vendor == "postgresql":
            sizes = []
            for model in _TABLES:
                cursor.execute("SELECT pg_total_relation_size(%s)", [model._meta.db_table])
                sizes.append(int(cursor.fetchone()[0]))
            return sum(sizes)
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
