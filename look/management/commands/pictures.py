from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from look.browsing import MissingToolError, browser
from look.camera import WAYS, Taken, take
from look.gallery import pictures_in, write_gallery
from look.places import LANGUAGES, Place
from look.scratch import ScratchError, ScratchSite


class Command(BaseCommand):
    help = (
        "Takes a picture of every page type and state of a scratch site with the demo content: phone and desktop, light"
        " and dark, in four languages, and some special ways. The site is made at the first run and when its content"
        " has changed; the first time takes minutes."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", default="", help="Names of places, or their beginnings: home,practice")
        parser.add_argument("--languages", default="", help=f"Some of {','.join(LANGUAGES)} (default: all).")
        parser.add_argument("--ways", default="", help="Devices or schemes: phone,dark,print (default: all).")
        parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "pictures", help="The folder.")
        parser.add_argument("--site", type=Path, default=settings.VAR_DIR / "scratch", help="The scratch site's.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["into"].resolve()
        site = ScratchSite(options["site"].resolve())
        try:
            with browser() as chromium:
                self._say("The site …")
                site.prepare()
                found = site.contents()
                places = _chosen([Place.from_json(each) for each in found["places"]], options)
                ways = [way for way in WAYS if _fits(options["ways"], way.device, way.scheme)]
                folder.mkdir(parents=True, exist_ok=True)
                with site.served() as address:
                    taken = take(chromium, address, places, found["sessions"], folder, ways, self._say)
        except (MissingToolError, ScratchError) as error:
            raise CommandError(str(error)) from error
        self._finish(folder, taken)

    def _finish(self, folder: Path, taken: Taken) -> None:
        index = write_gallery(folder, pictures_in(folder))
        self._say(f"{len(taken.pictures)} pictures; all of them: {index}")
        if taken.failed:
            raise CommandError("Some could not be taken:\n" + "\n".join(taken.failed))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _chosen(places: list[Place], options: dict[str, Any]) -> list[Place]:
    """Those that the options name. Raises ``CommandError`` if there are none, with the names that there are."""
    languages = _parts(options["languages"]) or LANGUAGES
    names = _parts(options["only"])
    chosen = [
        place
        for place in places
        if place.language in languages and (not names or any(place.name.startswith(name) for name in names))
    ]
    if not chosen:
        known = ", ".join(sorted({place.name for place in places}))
        raise CommandError(f"No place is called so. There are, in {', '.join(LANGUAGES)}: {known}.")
    return chosen


def _fits(wanted: str, *names: str) -> bool:
    return not wanted or bool(set(_parts(wanted)) & set(names))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
