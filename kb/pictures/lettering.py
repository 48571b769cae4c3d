"""Text in the heading font, whose scripts are files of their own, as browsers get them.

Which file has which letters is read from static/css/fonts.css, where browsers read it.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont, features

_FACE = re.compile(r'url\("\.\./fonts/([\w-]+\.woff2)"\).*?unicode-range:([^;]+);', re.DOTALL)
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
ELLIPSIS = "…"
# More than the narrowest letters, in the smallest size, need to fill the longest line.
MOST_LETTERS = 200


@dataclass(frozen=True)
class Face:
    """One file of the font and the letters in it."""

    file: Path
    ranges: tuple[tuple[int, int], ...]

    def has(self, letter: str) -> bool:
        return any(first <= ord(letter) <= last for first, last in self.ranges)


@cache
def faces() -> tuple[Face, ...]:
    """The font's files, in the order of the style sheet."""
    folder = Path(settings.STATICFILES_DIRS[0])
    sheet = (folder / "css" / "fonts.css").read_text(encoding="utf-8")
    return tuple(
        Face(
            folder / "fonts" / name,
            tuple((int(first, 16), int(last or first, 16)) for first, last in _RANGE.findall(ranges)),
        )
        for name, ranges in _FACE.findall(sheet)
    )


@lru_cache(maxsize=64)
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


@lru_cache(maxsize=2048)
def _face_of(letter: str) -> Face | None:
    return next((face for face in faces() if face.has(letter)), None)


def drawable(text: str) -> str:
    """``text`` composed, its spaces single, without letters of scripts that the font does not have."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(letter if _face_of(letter) and letter.isprintable() else " " for letter in composed)
    return " ".join(kept.split())


def _runs(text: str, size: int) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    runs = groupby(text, key=_face_of)
    return [("".join(letters), _font(face.file, size)) for face, letters in runs if face]


class Lettering:
    """Writes one language: Turkish keeps the dot of an i after an f, Bulgarian has forms of its own."""

    def __init__(self, language: str) -> None:
        # Without this part of Pillow, letters stand one by one and no language has forms of its own.
        self.language = language if features.check_feature("raqm") else None

    def width(self, text: str, size: int) -> float:
        """How wide a line is, in dots."""
        return sum(font.getlength(run, language=self.language) for run, font in _runs(text, size))

    def write(self, pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, colour: str) -> None:
        """Writes one line; ``place`` is the left end of the line that the letters stand on."""
        x, y = place
        for run, font in _runs(text, size):
            pen.text((x, y), run, font=font, fill=colour, anchor="ls", language=self.language)
            x += font.getlength(run, language=self.language)

    def wrapped(self, text: str, size: int, most: float) -> list[str]:
        """``text`` in lines of at most ``most`` dots; a word that is wider than a line is parted."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size) <= most:
                lines[-1] = longer
            else:
                lines += self._parted(word, size, most)
        return lines

    def _parted(self, word: str, size: int, most: float) -> list[str]:
        parts = [""]
        for letter in word:
            if parts[-1] and self.width(parts[-1] + letter, size) > most:
                parts.append("")
            parts[-1] += letter
        return parts

    def fitted(
        self, text: str, sizes: tuple[int, ...], most: float, height: float, leading: float
    ) -> tuple[int, list[str]]:
        """The largest of ``sizes``, which fall, in which ``text`` takes no more than ``height``, and its lines.

        No word is parted in a size that has a smaller one. What is too long in the smallest ends with an ellipsis.
        """
        for size in sizes[:-1]:
            lines = self.wrapped(text, size, most)
            if len(lines) * size * leading <= height and " ".join(lines) == text:
                return size, lines
        lines = self.wrapped(text, sizes[-1], most)
        room = int(height // (sizes[-1] * leading))
        if len(lines) > room:
            lines = [*lines[: room - 1], self.shortened(" ".join(lines[room - 1 :]), sizes[-1], most)]
        return sizes[-1], lines

    def shortened(self, text: str, size: int, most: float) -> str:
        """``text`` on one line, its end replaced by an ellipsis where it is too long.

        Measured about ten times, however long it is: no line has room for more than ``MOST_LETTERS``.
        """
        if len(text) <= MOST_LETTERS and self.width(text, size) <= most:
            return text
        fits = bisect_right(
            range(1, min(len(text), MOST_LETTERS) + 1), most, key=lambda end: self.width(text[:end] + ELLIPSIS, size)
        )
        return text[:fits].rstrip() + ELLIPSIS
