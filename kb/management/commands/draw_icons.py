"""`manage.py draw_icons`: draws the site's icons from the wave of its logo, anew after a change of it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from PIL import Image

from kb.pictures.wave import wave

# The logo's colours by day; the ground of pages.
ACCENT, AMBER, GROUND = (107, 36, 99), (181, 119, 0), (255, 255, 255)
FOLDER = Path(__file__).resolve().parents[3] / "static" / "images"


class Command(BaseCommand):
    help = "Draws favicon.ico, apple-touch-icon.png and icon-*.png into static/images/. They are files of the project."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, size, share, has_ground in (
            ("apple-touch-icon.png", 180, 0.74, True),
            ("icon-192.png", 192, 0.9, False),
            ("icon-512.png", 512, 0.9, False),
            # What is outside the middle four fifths may be cut away.
            ("icon-maskable-512.png", 512, 0.72, True),
        ):
            drawn = icon(size, share, has_ground=has_ground)
            drawn.quantize(64, method=Image.Quantize.FASTOCTREE).save(FOLDER / name, optimize=True)
            self.stdout.write(f"{FOLDER / name}: {size} × {size}")
        sizes = [16, 32, 48]
        largest, *others = [icon(size, 1, has_ground=False) for size in sorted(sizes, reverse=True)]
        largest.save(FOLDER / "favicon.ico", sizes=[(size, size) for size in sizes], append_images=others)
        self.stdout.write(f"{FOLDER / 'favicon.ico'}: {sizes}")


def icon(size: int, share: float, *, has_ground: bool) -> Image.Image:
    """The wave in the middle, ``share`` of the picture wide, on the ground of pages or on none."""
    ground = Image.new("RGBA", (size, size), (*GROUND, 255 if has_ground else 0))
    inner = round(size * share)
    drawn = wave(inner, ACCENT, AMBER)
    # The logo's waves stand a little below the middle of its square.
    edge = (size - inner) // 2
    ground.alpha_composite(drawn, (edge, edge - round(inner * 3 / 64)))
    return ground
