from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles the catalogues under locale/ that changed, without gettext's own tools. Safe to repeat."
    # The checks need the database's apps only; catalogues are compiled before there is a database.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                self._compile(source, source.with_suffix(".mo"))

    def _compile(self, source: Path, target: Path) -> None:
        """Writes ``target`` beside ``source`` where it is missing or older; whole or not at all."""
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            return
        try:
            with source.open("rb") as file:
                catalogue = read_po(file, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise CommandError(f"{source}: not a valid catalogue: {error}") from error
        unfinished = target.with_suffix(".mo.part")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)
        self.stdout.write(f"compiled {target}")
