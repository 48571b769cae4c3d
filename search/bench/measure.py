"""Times and sizes of the embedded engine on a scratch database, and beside it those of Wagtail's own search."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any

from django.db import connections

from search.bench.comparing import Compared, compare
from search.bench.corpus import Corpus, queries
from search.bench.scratch import ALIAS, scratch_database, settle
from search.bench.timing import Percentiles, Seconds, timed
from search.engines.embedded import EmbeddedEngine
from search.engines.query import EngineQuery
from search.models import SearchChunk, SearchEntry, SearchPosting, SearchTitles

UPDATES = 60
_TABLES = (SearchPosting, SearchChunk, SearchTitles, SearchEntry)


@dataclass(frozen=True, slots=True)
class Measured:
    """One size on one database. ``build``: with making the corpus left out; ``megabytes`` of the index."""

    documents: int
    build: Seconds
    megabytes: float
    searches: dict[str, Percentiles]
    updates: Percentiles


class _Timed:
    """A corpus that knows how long it took to make its documents."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.seconds, self.cpu = corpus, 0.0, 0.0

    def __iter__(self) -> Iterator[Any]:
        documents = iter(self.corpus)
        while True:
            begin, cpu = perf_counter(), process_time()
            document = next(documents, None)
            self.seconds += perf_counter() - begin
            self.cpu += process_time() - cpu
            if document is None:
                return
            yield document


def measure(
    server: dict[str, Any], documents: int, count: int, seed: int, against: int = 0
) -> Iterator[Measured | Compared]:
    """Builds, searches and updates on a scratch database like ``server``, and yields what that took.

    ``count`` queries are timed. ``against``: so many of them are then put to Wagtail's own search too, in the same
    database, which takes far longer; the comparison is yielded second.
    """
    corpus = Corpus(documents, seed)
    asked = queries(corpus, count)
    with scratch_database(server, whole=against > 0):
        engine = EmbeddedEngine(ALIAS)
        source = _Timed(corpus)
        empty = _size()
        took = timed(lambda: engine.rebuild(source))
        build = Seconds(took.wall - source.seconds, took.cpu - source.cpu)
        settle(ALIAS)
        megabytes = (_size() - empty) / 1e6
        searches = _searches(engine, asked)
        changed = [corpus.document(number * documents // UPDATES, edition=1) for number in range(UPDATES)]
        updates = [timed(lambda document=document: engine.index([document])) for document in changed]  # type: ignore[misc]
        yield Measured(documents, build, megabytes, searches, Percentiles.of(updates))
        if against:
            yield compare(engine, corpus, [query for _name, query in asked[:against]])


def _searches(engine: EmbeddedEngine, asked: list[tuple[str, EngineQuery]]) -> dict[str, Percentiles]:
    # The first round fills the database's cache and this process's: what a running site has.
    for _name, query in asked[: len(asked) // 4]:
        engine.search(query)
    times: dict[str, list[Seconds]] = defaultdict(list)
    for name, query in asked:
        seconds = timed(lambda query=query: engine.search(query))  # type: ignore[misc]
        times[name].append(seconds)
        times["all"].append(seconds)
    return {name: Percentiles.of(found) for name, found in times.items()}


def _size() -> int:
    """Bytes of the tables of the index with their own indexes (on SQLite: of all that the file holds)."""
    with connections[ALIAS].cursor() as cursor:
        if connections[ALIAS].vendor == "postgresql":
            sizes = []
            for model in _TABLES:
                cursor.execute("SELECT pg_total_relation_size(%s)", [model._meta.db_table])
                sizes.append(int(cursor.fetchone()[0]))
            return sum(sizes)
        cursor.execute(
            "SELECT (page_count - freelist_count) * page_size "
            "FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()"
        )
        return int(cursor.fetchone()[0])
