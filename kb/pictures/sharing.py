"""The picture that stands for a page where its address is shared: 1200 by 630 dots, PNG."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from kb.pictures.lettering import Lettering, drawable
from kb.pictures.wave import wave

WIDTH, HEIGHT = 1200, 630
# Counted up when the drawing changes: addresses of pictures change with it, and who keeps one asks for it anew.
_DRAWING = 1
# The dark band of the home page (static/css/tokens.css).
_GROUND, _WAVE = "#3f1239", (90, 33, 82)
_TITLE, _SUN, _LIGHT = "#ffffff", "#ffc64d", "#e6d3e2"
_EDGE = 80
_ROOM = WIDTH - 2 * _EDGE
_SIZES = (88, 80, 72, 64, 56, 48, 42)
_LEADING = 1.16
_TITLE_HEIGHT = 300
# The lines on which the letters of site, place and themes stand; the title is in the middle between them.
_SITE_LINE, _PLACE_LINE, _THEMES_LINE = 116, 520, 566
_TITLE_MIDDLE = 305


@dataclass(frozen=True, slots=True)
class Picture:
    """What is written on it, as anybody may read it: ``above`` in colour and ``below`` under the title.

    ``language`` is that of the title.
    """

    language: str
    site: str
    title: str
    above: str = ""
    below: str = ""

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits, others for another picture."""
        said = json.dumps([_DRAWING, *asdict(self).values()], ensure_ascii=False)
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    @property
    def alt(self) -> str:
        """What stands on it, for who does not see it."""
        return " · ".join(part for part in (self.title, self.above, self.below, self.site) if part)


def draw(picture: Picture) -> bytes:
    """The picture as PNG, about 30 kB. Letters of scripts that the site's font lacks are left out."""
    drawn, hand = _ground().copy(), Lettering(picture.language)
    pen = ImageDraw.Draw(drawn)
    _title(pen, drawable(picture.title), hand)
    for text, (x, y), size, colour in (
        (picture.site, (_EDGE + 80, _SITE_LINE), 36, _LIGHT),
        (picture.above, (_EDGE, _PLACE_LINE), 34, _SUN),
        (picture.below, (_EDGE, _THEMES_LINE), 30, _LIGHT),
    ):
        hand.write(pen, (x, y), hand.shortened(drawable(text), size, WIDTH - _EDGE - x), size, colour)
    stored = BytesIO()
    drawn.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(stored, "PNG")
    return stored.getvalue()


@cache
def _ground() -> Image.Image:
    """What stands on every picture: the wave, large and as the site's mark. Nobody draws on this one."""
    drawn = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    large = wave(820, _WAVE, _WAVE)
    drawn.paste(large, (WIDTH - 560, HEIGHT - 500), large)
    mark = wave(72, (224, 168, 214), (255, 198, 77))
    drawn.paste(mark, (_EDGE - 7, _SITE_LINE - 50), mark)
    return drawn


def _title(pen: ImageDraw.ImageDraw, title: str, hand: Lettering) -> None:
    size, lines = hand.fitted(title, _SIZES, _ROOM, _TITLE_HEIGHT, _LEADING)
    top = _TITLE_MIDDLE - len(lines) * size * _LEADING / 2
    for number, line in enumerate(lines):
        hand.write(pen, (_EDGE, top + number * size * _LEADING + size * 0.9), line, size, _TITLE)
