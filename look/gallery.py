"""One page that shows all pictures side by side, filtered by links, without a script or a file from elsewhere."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string

from look.camera import Picture

# What the pictures can be narrowed to, each value a page of its own.
_KINDS = ("place", "language", "device", "scheme")


def write_gallery(folder: Path, pictures: Iterable[Picture]) -> Path:
    """Writes ``index.html``, with one page more for each place, language, device and scheme; the path of the first."""
    known = sorted(pictures, key=lambda each: (each.place, each.language, each.device, each.scheme))
    ways = [(kind, sorted({getattr(picture, kind) for picture in known})) for kind in _KINDS]
    _write(folder / "index.html", known, ways, "")
    for kind, values in ways:
        for value in values:
            some = [picture for picture in known if getattr(picture, kind) == value]
            _write(folder / f"{kind}-{value}.html", some, ways, value)
    return folder / "index.html"


def pictures_in(folder: Path) -> list[Picture]:
    """The pictures of earlier runs, told from the names of their files."""
    found = (path for path in sorted(folder.glob("*.*.*.*.*")) if path.suffix in (".png", ".pdf"))
    parts = [(path.name, path.name.split(".")) for path in found]
    return [Picture(name, language, device, scheme, file) for file, (name, language, device, scheme, _) in parts]


def _write(file: Path, pictures: Sequence[Picture], ways: Sequence[tuple[str, Sequence[str]]], chosen: str) -> None:
    rows = [(place, list(some)) for place, some in groupby(pictures, key=lambda picture: picture.place)]
    context = {"rows": rows, "ways": ways, "chosen": chosen, "count": len(pictures)}
    file.write_text(render_to_string("look/gallery.html", context), encoding="utf-8")
