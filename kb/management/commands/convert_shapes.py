from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb import geo
from kb.geo.drawing_files import write
from kb.geo.topology import ShapesError, read


class Command(BaseCommand):
    help = (
        "Makes the files of the shapes of countries anew (the sprite of the place marks and the map of Europe) from two"
        " TopoJSON files whose geometries carry properties.iso2. The files are part of the project: nobody who runs a"
        " site needs this."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("detailed", type=Path, help="Europe and what lies around it, about 1:50,000,000")
        parser.add_argument("coarse", type=Path, help="the world, about 1:110,000,000")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            detailed, coarse = read(options["detailed"]), read(options["coarse"])
        except ShapesError as error:
            raise CommandError(str(error)) from error
        static = Path(settings.BASE_DIR) / "static" / "images"
        for path in write(detailed, coarse, static, Path(geo.__file__).parent):
            self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}  {path.stat().st_size:,} bytes")
