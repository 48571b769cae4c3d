import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from look.browsing import MissingToolError
from look.lighthouse import CATEGORIES, LighthouseError, Measured, measure
from look.places import Place
from look.scratch import ScratchError, ScratchSite

PLACES = ("home", "result", "practice-full")


class Command(BaseCommand):
    help = (
        "Measures pages of the scratch site with Lighthouse and its profile of a phone, served by gunicorn with the"
        " settings of a server. Prints a table; the reports stay beside it. Times depend on what else the machine does."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", default=",".join(PLACES), help="Names of places (default: %(default)s).")
        parser.add_argument("--language", default="en")
        parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "lighthouse", help="For the reports.")
        parser.add_argument("--site", type=Path, default=settings.VAR_DIR / "scratch", help="The scratch site's.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, site = options["into"].resolve(), ScratchSite(options["site"].resolve())
        folder.mkdir(parents=True, exist_ok=True)
        try:
            site.prepare()
            places = [Place.from_json(each) for each in site.contents()["places"]]
            names = options["only"].split(",")
            wanted = [place for place in places if place.name in names and place.language == options["language"]]
            if not wanted:
                raise CommandError(f"No place is called so. There are: {', '.join(sorted({p.name for p in places}))}.")
            with site.served() as address:
                measured = [measure(place.name, f"{address}{place.path}", folder) for place in wanted]
        except (MissingToolError, ScratchError, LighthouseError) as error:
            raise CommandError(str(error)) from error
        self._print(measured)
        self.stdout.write(f"\nReports: {folder}\n")

    def _print(self, measured: list[Measured]) -> None:
        cores, load = os.cpu_count(), os.getloadavg()[0]
        self.stdout.write(f"Load {load:.0f} on {cores} cores.\n\n")
        self.stdout.write(f"| page | {' | '.join(CATEGORIES)} | largest paint | shift | transfer | requests |\n")
        self.stdout.write("| --- " * (len(CATEGORIES) + 5) + "|\n")
        for each in measured:
            scores = " | ".join(str(each.scores[key]) for key in CATEGORIES)
            facts = f"{each.paint / 1000:.1f} s | {each.shift:.3f} | {each.weight / 1000:.0f} kB | {each.requests}"
            self.stdout.write(f"| {each.name} | {scores} | {facts} |\n")
        for each in measured:
            self.stdout.write("".join(f"{each.name}: {failed}\n" for failed in each.failed))
