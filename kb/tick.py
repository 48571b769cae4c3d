"""Periodic tasks: a registry that every app adds to, and the runner behind `manage.py tick`.

An app writes its tasks in ``tasks.py`` and imports that module in ``AppConfig.ready()``::

    @periodic("search-sweep", every=timedelta(minutes=1))
    def sweep() -> Report: ...

A task may be interrupted at any point and started again: it commits in steps, and each step can be repeated.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta

from django.conf import settings
from django.utils import timezone, translation

from kb.locks import exclusive
from kb.models.tick import TickOutcome, TickRecord
from kb.schedule import Daily, Every, Schedule, is_due

logger = logging.getLogger(__name__)

# A task that meets ten thousand refusals shall not write them all into one row.
MAX_PROBLEMS = 100


@dataclass(frozen=True)
class Report:
    """What a task did, in one line, and what it could not do; neither holds personal data."""

    summary: str = ""
    problems: list[str] = field(default_factory=list)


TaskFunction = Callable[[], Report]


@dataclass(frozen=True)
class Task:
    name: str
    schedule: Schedule
    function: TaskFunction


class Tasks:
    """A set of periodic tasks, run in the order they were registered in."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}

    def periodic(
        self, name: str, *, every: timedelta | None = None, daily_at: time | None = None
    ) -> Callable[[TaskFunction], TaskFunction]:
        """Registers a function as the task ``name``, with one of the two schedules (``daily_at`` in the site's time).

        Raises ``ValueError`` if another function has the name, or not exactly one schedule is given.
        """
        if (every is None) == (daily_at is None):
            raise ValueError(f"The task {name!r} needs either 'every' or 'daily_at'.")
        schedule: Schedule = Every(every) if every is not None else Daily(daily_at or time())

        def register(function: TaskFunction) -> TaskFunction:
            known = self._tasks.get(name)
            if known is not None and known.function is not function:
                raise ValueError(f"Two tasks are called {name!r}: {known.function!r} and {function!r}.")
            self._tasks[name] = Task(name, schedule, function)
            return function

        return register

    def __iter__(self) -> Iterator[Task]:
        return iter(list(self._tasks.values()))

    def __getitem__(self, name: str) -> Task:
        return self._tasks[name]


tasks = Tasks()
periodic = tasks.periodic


def run_due(registry: Tasks = tasks) -> Iterator[TickRecord]:
    """Runs every task that is due and that no other process is running; yields each one's record when it has ended.

    A task that fails is recorded and logged, and stops no other. Raises ``OperationalError`` only where the record
    itself cannot be written: then the database is away.
    """
    for task in registry:
        record = run(task, only_if_due=True)
        if record is not None:
            yield record


def run(task: Task, *, only_if_due: bool = False) -> TickRecord | None:
    """Runs one task; its record, or None where it is not due or another process is running it."""
    if only_if_due and not _due(task):
        return None
    with exclusive(f"tick-{task.name}") as taken:
        # Asked again under the lock: another process may have run it between the question and the lock.
        if not taken or (only_if_due and not _due(task)):
            return None
        return _run_and_record(task)


def _due(task: Task) -> bool:
    record = TickRecord.objects.filter(name=task.name).first()
    if record is None:
        return True
    ended_well = record.outcome in (TickOutcome.DONE, TickOutcome.PROBLEMS)
    return is_due(task.schedule, record.started_at, ended_well, timezone.now())


def _run_and_record(task: Task) -> TickRecord:
    record, _created = TickRecord.objects.update_or_create(
        name=task.name, defaults={"started_at": timezone.now(), "outcome": TickOutcome.RUNNING}
    )
    try:
        # The command may run under the language of the shell it was started from; a task writes for the whole site.
        with translation.override(settings.LANGUAGE_CODE):
            report = task.function()
    except Exception as error:
        logger.exception("The periodic task %s failed.", task.name)
        record.outcome = TickOutcome.FAILED
        record.summary, record.problems = "", [f"{type(error).__name__}: {error}"]
    else:
        record.outcome = TickOutcome.PROBLEMS if report.problems else TickOutcome.DONE
        record.summary, record.problems = report.summary, report.problems[:MAX_PROBLEMS]
    record.ended_at = timezone.now()
    if record.outcome != TickOutcome.FAILED:
        record.succeeded_at = record.ended_at
    record.save()
    return record
