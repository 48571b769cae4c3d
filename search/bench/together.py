"""Processes that change the same documents while others search: what each of them does, and the check afterwards.

The source is a table of editions in the scratch database: a change raises one in a transaction, marks the document and
commits. Nothing here needs Django before ``work`` has set it up, since a spawned process starts from nothing.
"""

import logging
import multiprocessing
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.indexing import Indexer

CHUNK = 32


@dataclass(frozen=True)
class Load:
    """How much: processes, documents, and either operations of each process or seconds."""

    writers: int = 2
    readers: int = 1
    documents: int = 60
    operations: int = 0
    seconds: float = 0.0
    seed: int = 1


@dataclass
class Outcome:
    """``problems`` is empty if nothing went wrong. ``changes`` and ``searches`` are the operations that were made."""

    changes: int = 0
    searches: int = 0
    problems: list[str] = field(default_factory=list)


class _Collecting(logging.Handler):
    """Notes errors as problems."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(record.getMessage())


def run(settings: dict[str, Any], load: Load) -> Outcome:
    """Starts the processes on the scratch database, waits for them, and compares the index with a fresh build."""
    from search.bench.scratch import ALIAS
    from search.bench.source import create_editions, indexer_of

    worker = indexer_of(ALIAS, load.documents, load.seed)
    create_editions(ALIAS, load.documents)
    worker.reconcile()
    worker.rebuild()
    context = multiprocessing.get_context("spawn")
    with context.Pool(load.writers + load.readers) as pool:
        roles = ["write"] * load.writers + ["search"] * load.readers
        outcomes = pool.starmap(work, [(settings, load, role, place) for place, role in enumerate(roles)], chunksize=1)
    whole = Outcome(
        sum(outcome.changes for outcome in outcomes),
        sum(outcome.searches for outcome in outcomes),
        [problem for outcome in outcomes for problem in outcome.problems],
    )
    whole.problems += check(worker, load, whole.changes)
    return whole


def check(worker: "Indexer", load: Load, changes: int) -> list[str]:
    """What is wrong with documents and index, compared with the editions."""
    from search.bench.source import editions
    from search.engines.embedded.audit import differences, size_of
    from search.engines.embedded.engine import EmbeddedEngine
    from search.models import SearchMark
    from search.storage import StoredDocuments, normal

    problems = []
    engine = worker.engine
    if not isinstance(engine, EmbeddedEngine):
        raise TypeError("Only the embedded engine can be compared list by list.")
    found = editions(worker.using)
    if sum(found.values()) != changes:
        problems.append(f"{changes} changes made, {sum(found.values())} in the source")
    marks = SearchMark.objects.using(worker.using)
    problems += [f"{key} was never built" for key in marks.values_list("key", flat=True)]
    stored = {document.key: document for document in StoredDocuments(worker.using)}
    source = worker.sources.source("practice")
    wanted = {document.key: normal(document) for document in source.documents(list(source.keys()))}
    problems += [f"{key} is an old edition" for key in wanted if stored.get(key) != wanted[key]]
    problems += [f"list {token} differs" for token in differences(engine, wanted.values())]
    if size_of(engine) != len(wanted):
        problems.append(f"{size_of(engine)} documents in the chunks, {len(wanted)} in the source")
    return problems


def work(settings: dict[str, Any], load: Load, role: str, place: int) -> Outcome:
    """One process: writes or searches until it has done its operations or its time is over."""
    import django

    django.setup()
    from search.bench.scratch import connect, disconnect
    from search.bench.source import change, indexer_of, look

    alias = connect(settings)
    worker = indexer_of(alias, load.documents, load.seed)
    draw = random.Random(f"{load.seed}/{place}")  # noqa: S311
    outcome = Outcome()
    # A build that fails at commit is only logged, so that it stops no publish; here it is an error.
    logging.getLogger("django").addHandler(_Collecting(outcome.problems))
    end = time.monotonic() + load.seconds
    done = 0
    while done < load.operations or (not load.operations and time.monotonic() < end):
        done += 1
        if role == "search":
            outcome.searches += 1
            outcome.problems += look(worker, draw)
        else:
            outcome.changes += change(worker, draw)
            # One of them also builds anew now and then, beside the changes of all.
            if place == 0 and done % 20 == 10:
                worker.rebuild()
    disconnect(alias)
    return outcome
