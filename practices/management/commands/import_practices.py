import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.importing.report import Level, Report
from practices.importing.run import ImportRefusedError, run

# So many different notes are printed; the report file has all of them, line by line.
MOST_NOTES = 15


class Command(BaseCommand):
    help = "Imports practices from files of JSON Lines (docs/import-format.md). Safe to repeat and to interrupt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Do everything, report, and keep nothing.")
        parser.add_argument("--report", type=Path, metavar="CSV", help="Write every finding to this file.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["report"]:
            # Now, and not after an import of minutes whose findings would be lost.
            self._write(Report(), options["report"])
        try:
            report = run(options["files"], dry_run=options["dry_run"], progress=self._progress)
        except ImportRefusedError as error:
            raise CommandError(str(error)) from error
        if sys.stderr.isatty():
            sys.stderr.write("\n")
        if options["report"]:
            self._write(report, options["report"])
        self._print(report, options["dry_run"])
        if not (report.created or report.updated or report.unchanged) and report.of(Level.ERROR):
            raise CommandError("Nothing came in.")

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and (done % 5 == 0 or done == total):
            filled = 40 * done // total
            sys.stderr.write(f"\r[{'█' * filled}{'·' * (40 - filled)}] {done:,}/{total:,}")
            sys.stderr.flush()

    def _write(self, report: Report, path: Path) -> None:
        try:
            report.write(path)
        except OSError as error:
            raise CommandError(f"The report could not be written to {path}: {error.strerror}.") from error

    def _print(self, report: Report, dry_run: bool) -> None:
        for level in (Level.ERROR, Level.KEPT):
            for finding in report.of(level):
                self.stderr.write(str(finding))
        notes = report.notes_by_reason()
        for reason, number in notes[:MOST_NOTES]:
            self.stderr.write(f"note: {reason} ({number} times)" if number > 1 else f"note: {reason}")
        if len(notes) > MOST_NOTES:
            self.stderr.write(f"… and {len(notes) - MOST_NOTES:,} other notes; --report writes all of them.")
        errors = len(report.of(Level.ERROR))
        self.stdout.write(
            f"{report.created:,} created, {report.updated:,} updated, {report.unchanged:,} unchanged, "
            f"{len(report.of(Level.KEPT)):,} left alone, {errors:,} error{'' if errors == 1 else 's'}"
            + (" (dry run: nothing was kept)." if dry_run else ".")
        )
