import os
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.bench.measure import Measured, Percentiles, measure
from search.bench.scratch import scratch_database
from search.bench.together import Load, run


class Command(BaseCommand):
    help = "Measures the search engine on a scratch database of its own; the site's data is not touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="PRACTICES")
        parser.add_argument("--queries", type=int, default=400, help="how many mixed queries to time")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--postgresql", action="store_true", help="SQLite, then the PostgreSQL server that DATABASE_URL names"
        )
        parser.add_argument(
            "--together", type=float, metavar="SECONDS", help="instead: 4 processes write, 2 search, then compare"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # With it Django keeps the text of every statement, which takes longer than the statements.
        settings.DEBUG = False
        for server in self._servers(options["postgresql"]):
            self.stdout.write(self.style.MIGRATE_HEADING(server["ENGINE"].rsplit(".", 1)[-1]))
            if options["together"]:
                self._together(server, options["together"], options["seed"])
                continue
            for size in options["sizes"]:
                self._print(measure(server, size, options["queries"], options["seed"]))

    def _servers(self, postgresql: bool) -> list[dict[str, Any]]:
        if not postgresql:
            configured: dict[str, Any] = {**settings.DATABASES["default"]}
            return [configured]
        url = os.environ.get("DATABASE_URL", "")
        if not url.startswith(("postgres://", "postgresql://")):
            raise CommandError("Set DATABASE_URL to a PostgreSQL server (postgresql://…) that may make a database.")
        sqlite: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3"}
        postgresql_server: dict[str, Any] = {**dj_database_url.parse(url)}
        return [sqlite, postgresql_server]

    def _print(self, measured: Measured) -> None:
        self.stdout.write(
            f"{measured.documents:,} practices: built in {measured.build:.1f} s, index {measured.megabytes:.0f} MB"
        )
        for name, found in measured.searches.items():
            self._line(name, found)
        self._line("replace one practice", measured.updates)

    def _line(self, name: str, found: Percentiles) -> None:
        self.stdout.write(f"  {name:<24} p50 {found.p50:7.2f} ms   p95 {found.p95:7.2f} ms   ({found.runs} runs)")

    def _together(self, server: dict[str, Any], seconds: float, seed: int) -> None:
        with scratch_database(server) as scratch:
            outcome = run(scratch, Load(writers=4, readers=2, documents=200, seconds=seconds, seed=seed))
        self.stdout.write(f"  {outcome.changes} changes and {outcome.searches} searches in {seconds:g} s")
        if outcome.problems:
            raise CommandError("\n".join(outcome.problems[:20]))
        self.stdout.write("  no error, no lost update, the index equals a fresh build")
