"""Documents whose state is a table of editions in the scratch database, so that processes can change them."""

import random
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connections, transaction

from search.bench.corpus import Corpus
from search.bench.together import CHUNK
from search.documents import Document
from search.engines.embedded import EmbeddedEngine
from search.engines.query import EngineQuery, plain_words
from search.enums import Audience
from search.indexing import Indexer
from search.sources import Registry

# An edition that ends in this digit is not published: its document is to be deleted.
_HIDDEN = 7


class Editions:
    """The source: the corpus, each document in its current edition."""

    kinds = ("practice",)

    def __init__(self, using: str, corpus: Corpus) -> None:
        self.using, self.corpus = using, corpus
        self.numbers = {corpus.document(number).key: number for number in range(len(corpus))}

    def keys(self) -> list[UUID]:
        return list(self.numbers)

    def documents(self, keys: Collection[UUID]) -> Iterable[Document]:
        current = editions(self.using)
        for key in keys:
            number = self.numbers[key]
            if current[number] % 10 != _HIDDEN:
                yield self.corpus.document(number, current[number])


def indexer_of(using: str, documents: int, seed: int) -> Indexer:
    """An indexer over the editions, with small chunks, so that writers meet in them."""
    sources = Registry()
    sources.register(Editions(using, Corpus(documents, seed)))
    return Indexer(EmbeddedEngine(using, CHUNK), sources, using)


def create_editions(using: str, documents: int) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_edition (number integer PRIMARY KEY, edition integer NOT NULL)")
        cursor.executemany("INSERT INTO bench_edition VALUES (%s, 0)", [(number,) for number in range(documents)])


def editions(using: str) -> dict[int, int]:
    """The current edition of each document."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT number, edition FROM bench_edition")
        return dict(cursor.fetchall())


def change(worker: Indexer, draw: random.Random) -> int:
    """Raises the edition of one document, as a publish does; some are changed by everybody all the time."""
    source = worker.sources.source("practice")
    keys = list(source.keys())
    number = draw.randrange(4 if draw.random() < 0.5 else len(keys))
    with transaction.atomic(using=worker.using):
        with connections[worker.using].cursor() as cursor:
            cursor.execute("UPDATE bench_edition SET edition = edition + 1 WHERE number = %s", [number])
        worker.mark_dirty("practice", [keys[number]])
    return 1


def look(worker: Indexer, draw: random.Random) -> list[str]:
    """Searches, and tells what no single state of the index could answer."""
    words = {code: plain_words((f"{code}{draw.randrange(1, 5)}",)) for code in ("en", "tr", "sl")}
    query = EngineQuery(
        wordings=words if draw.random() < 0.7 else {},
        reader=draw.choice(list(Audience)),
        page_size=1000,
        facets=("kind", "depth", "scale"),
    )
    result = worker.engine.search(query)
    sums = {facet: sum(counts.values()) for facet, counts in result.counts.items()}
    # Every document has one kind, one depth and one scale with one parent.
    if len(result.hits) == result.total == sums["kind"] == sums["depth"] == sums["scale"] / 2:
        return []
    return [f"total {result.total}, hits {len(result.hits)}, sums {sums}"]
