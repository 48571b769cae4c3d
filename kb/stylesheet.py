"""One style sheet out of the files of ``static/css/``: a reader's browser asks once, and keeps it for all pages.

Each component keeps its own file. The cascade layers, declared first in tokens.css, make the order of the others
indifferent. There is no build step: the finder makes the sheet when it is asked for, on a developer's machine by the
server, on a server by ``collectstatic``.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
FIRST = "tokens.css"


class StylesheetFinder(BaseFinder):
    """Finds ``css/site.css``, made anew when one of its parts has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.parts_in = Path(settings.STATICFILES_DIRS[0]) / "css"
        self.folder = Path(settings.VAR_DIR) / "made"
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The path of the sheet if ``path`` names it; else nothing, as other finders."""
        if path != NAME:
            return []
        found = str(self.made())
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        self.made()
        yield NAME, FileSystemStorage(location=self.folder)

    def parts(self) -> Sequence[Path]:
        """The files in the order in which they stand in the sheet."""
        return sorted(self.parts_in.glob("*.css"), key=lambda part: (part.name != FIRST, part.name))

    def made(self) -> Path:
        """The sheet's path, after it was made if that was needed. Several processes may do so at once."""
        sheet = self.folder / NAME
        text = "\n".join(part.read_text(encoding="utf-8") for part in self.parts())
        if sheet.is_file() and sheet.read_text(encoding="utf-8") == text:
            return sheet
        sheet.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=sheet.parent, suffix=".css")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(sheet)
        return sheet
