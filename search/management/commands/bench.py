import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from search.bench.comparing import LONGEST, Compared
from search.bench.measure import Measured, measure
from search.bench.scratch import scratch_database
from search.bench.servers import SERVERS, NoServerError
from search.bench.timing import Percentiles
from search.bench.together import Load, run

# The size at which the engine is compared with Wagtail's own search.
COMPARED_AT = 10_000
_HANDED_ON = ("queries", "seed", "against", "compare_at", "together")


class Command(BaseCommand):
    help = (
        "Measures the search engine on SQLite and PostgreSQL, in scratch databases; the site's data is not touched. "
        "What is measured, and how: docs/benchmarks.md."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="PRACTICES")
        parser.add_argument("--queries", type=int, default=400, help="how many mixed queries to time")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--here", action="store_true", help="in this process, on the kind of database configured")
        parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one of the two databases")
        parser.add_argument(
            "--against", type=int, default=24, metavar="QUERIES", help="how many of them to put to Wagtail's search too"
        )
        parser.add_argument("--compare-at", type=int, default=COMPARED_AT, metavar="PRACTICES", help="at which size")
        parser.add_argument(
            "--together", type=float, metavar="SECONDS", help="instead: 4 processes write, 2 search, then compare"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # With it Django keeps the text of every statement, which takes longer than the statements.
        settings.DEBUG = False
        if options["here"]:
            self._measure(connection.settings_dict, options)
            return
        for name, opened in SERVERS.items():
            if options["only"] in (None, name):
                self._in_its_own_process(name, opened, options)

    def _in_its_own_process(self, name: str, opened: Callable[[], Any], options: dict[str, Any]) -> None:
        """Wagtail's search decides at import which database it is on, so each database has a process."""
        arguments = [f"--{key.replace('_', '-')}={options[key]}" for key in _HANDED_ON if options[key] is not None]
        sizes = ["--sizes", *map(str, options["sizes"])]
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "bench", "--here", *arguments, *sizes]
        self.stdout.write(self.style.MIGRATE_HEADING(name))
        self.stdout.flush()
        try:
            with opened() as url:
                environment = {**os.environ, "DATABASE_URL": url}
                with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
                    for line in process.stdout or ():
                        self.stdout.write(line, ending="")
                        self.stdout.flush()
        except NoServerError as error:
            raise CommandError(str(error)) from error
        if process.returncode:
            raise CommandError(f"Measuring on {name} failed; the reason is above.")

    def _measure(self, server: dict[str, Any], options: dict[str, Any]) -> None:
        if options["together"]:
            self._together(server, options["together"], options["seed"])
            return
        for size in options["sizes"]:
            against = options["against"] if size == options["compare_at"] else 0
            for found in measure(server, size, options["queries"], options["seed"], against):
                self._print(found) if isinstance(found, Measured) else self._compare(found)
                self.stdout.flush()

    def _print(self, measured: Measured) -> None:
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        self.stdout.write(
            f"{measured.documents:,} practices: built in {measured.build.wall:.1f} s ({measured.build.cpu:.1f} s of "
            f"this process), index {measured.megabytes:.0f} MB; load of the machine {load}"
        )
        for name, found in measured.searches.items():
            self._line(name, found)
        self._line("replace one practice", measured.updates)

    def _line(self, name: str, found: Percentiles, remark: str = "") -> None:
        self.stdout.write(
            f"  {name:<24} p50 {found.p50:8.2f} ms   p95 {found.p95:8.2f} ms   cpu {found.cpu50:8.2f} ms   "
            f"({found.runs} runs{remark})"
        )

    def _compare(self, compared: Compared) -> None:
        self.stdout.write(
            f"  against wagtail.search.backends.database: {compared.pages:,} pages in this database, its index built "
            f"in {compared.build.wall:.1f} s; the same words and filters, nine facets, top 20, total:"
        )
        self._line("this engine", compared.engine)
        for name, key, says in (
            ("wagtail", "everywhere", "all languages, one facet() for each facet"),
            ("wagtail, least work", "least", "the reader's language only, one facet() for several facets"),
        ):
            found: Percentiles = getattr(compared, key)
            stopped = compared.stopped[key]
            remark = f"; {says}; {found.p50 / compared.engine.p50:.0f} × as long at p50"
            if stopped:
                remark += f"; {stopped} stopped after {LONGEST:.0f} s"
            self._line(name, found, remark)
        self.stdout.write(
            "  Wagtail's answer differs: it counts pages, not practices, finds each language as a hit of its own, and "
            "orders by the score of a page."
        )

    def _together(self, server: dict[str, Any], seconds: float, seed: int) -> None:
        with scratch_database(server) as scratch:
            outcome = run(scratch, Load(writers=4, readers=2, documents=200, seconds=seconds, seed=seed))
        self.stdout.write(f"  {outcome.changes} changes and {outcome.searches} searches in {seconds:g} s")
        if outcome.problems:
            raise CommandError("\n".join(outcome.problems[:20]))
        self.stdout.write("  no error, no lost update, the index equals a fresh build")
