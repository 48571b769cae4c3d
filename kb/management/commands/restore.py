"""Database and media from a file that `backup` wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kb.backup import BackupError, restore
from kb.backup.media import interrupted


class Command(BaseCommand):
    help = (
        "Fills an empty site, on SQLite or PostgreSQL, from a file that `backup` wrote on either of them. "
        "If anything fails, the site is as it was. Stop the site first, and start it again afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument("--replace", action="store_true", help="replace everything that this site holds")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        try:
            summary = restore(options["file"], replace=options["replace"], progress=progress)
        except (BackupError, OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was restored; the site is as it was. {str(error).strip()}") from error
        self.stdout.write(f"Restored {summary.rows} rows and {summary.files} files.")
        for folder in interrupted():
            self.stdout.write(f"An earlier restore was interrupted; the files from before it are in {folder}.")
        for command in summary.rebuild:
            self._rebuild(command)

    def _rebuild(self, command: str) -> None:
        """Makes anew what a backup does not hold. The data is restored already: a failure names what is left to do."""
        self.stdout.write(f"manage.py {command} …")
        try:
            call_command(*command.split(), stdout=self.stdout, verbosity=0)
        except (CommandError, DatabaseError) as error:
            raise CommandError(
                f"The data is restored, but what is derived from it is not complete: {str(error).strip()}\n"
                f"Mend that and run: manage.py {command}"
            ) from error
