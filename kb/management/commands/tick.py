"""Runs the periodic tasks that are due. Started every minute by cron or a timer (deploy/)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from kb.models.tick import TickOutcome, TickRecord
from kb.tick import Task, run, run_due, tasks


class Command(BaseCommand):
    help = (
        "Runs whatever is due: scheduled publishing, sweeps, nightly work. Safe to start again while it runs. "
        "Prints one line per task that ran and ends with 1 if one of them failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--task", action="append", metavar="NAME", help="run this task now, due or not")
        parser.add_argument("--list", action="store_true", help="list the tasks and their last runs; run nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["list"]:
                self._list()
            elif self._run(options["task"] or []):
                raise CommandError("A task failed; see above.", returncode=1)
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {str(error).strip()}", returncode=2) from error

    def _run(self, names: list[str]) -> bool:
        """Whether a task failed."""
        failed = False
        for record in self._run_named(names) if names else run_due():
            self._print(record)
            failed = failed or record.outcome == TickOutcome.FAILED
        return failed

    def _run_named(self, names: list[str]) -> list[TickRecord]:
        records = []
        for task in [self._task(name) for name in names]:
            record = run(task)
            if record is None:
                self.stdout.write(f"{task.name}: running in another process")
            else:
                records.append(record)
        return records

    def _task(self, name: str) -> Task:
        try:
            return tasks[name]
        except KeyError as error:
            known = ", ".join(task.name for task in tasks)
            raise CommandError(f"There is no task {name!r}; there are: {known}.") from error

    def _print(self, record: TickRecord) -> None:
        what = f": {record.summary}" if record.summary else ""
        self.stdout.write(f"{record.name}: {record.outcome}{what}")
        for problem in record.problems:
            self.stderr.write(f"  {record.name}: {problem}")

    def _list(self) -> None:
        records = {record.name: record for record in TickRecord.objects.all()}
        for task in tasks:
            record = records.get(task.name)
            last = f"{record.outcome}, started {record.started_at:%Y-%m-%d %H:%M:%S %Z}" if record else "never ran"
            self.stdout.write(f"{task.name}: {last}")
