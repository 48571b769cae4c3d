import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.lemmas.building import alone, build_apart, remove_other_releases
from search.lemmas.languages import missing, trie_path, wanted
from search.lemmas.tries import RELEASE, TrieError


class Command(BaseCommand):
    help = (
        "Builds the dictionaries of word forms that are missing or were made of another release of simplemma. Run it at"
        " set-up and after every update; where all is built it does nothing."
    )
    # Needs no database, and one of the checks says that this command is still to be run.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="Build all of them anew.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        folder = Path(settings.LEMMA_TRIES_DIR) / RELEASE
        try:
            with alone(folder):
                self._build(wanted() if options["again"] else missing())
                for name in remove_other_releases(folder):
                    self._say(f"{name}: removed")
        except TrieError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be changed: {error.strerror}.") from error

    def _build(self, dictionaries: list[str]) -> None:
        for number, name in enumerate(dictionaries, start=1):
            begun = time.monotonic()
            size = build_apart(name, trie_path(name))
            taken = time.monotonic() - begun
            self._say(f"{number} of {len(dictionaries)}: {name}, {size / 1e6:.1f} MB, {taken:.1f} s")
        if not dictionaries:
            self._say(f"{len(wanted())} dictionaries, up to date")

    def _say(self, text: str) -> None:
        if self.verbosity > 0:
            self.stdout.write(text)
            self.stdout.flush()
