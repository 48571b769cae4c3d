"""Database and media into one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from kb.backup import BackupError, backup


class Command(BaseCommand):
    help = "Writes database and uploaded files, of one moment, into one file; the site may go on running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write, such as site-2026-05-01.tar")
        parser.add_argument("--overwrite", action="store_true", help="replace the file if it exists")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        path: Path = options["file"]
        try:
            summary = backup(path, overwrite=options["overwrite"], progress=progress)
        except (BackupError, OSError, OperationalError) as error:
            raise CommandError(f"No backup was made. {str(error).strip()}") from error
        for name in summary.vanished:
            self.stderr.write(f"Deleted while the backup was made, and not in it: {name}")
        size = path.stat().st_size / 1_000_000
        self.stdout.write(f"{path}: {summary.rows} rows, {summary.files} files, {size:.1f} MB.")
