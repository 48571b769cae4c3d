"""The content files: one page a file, in TOML, in ``content/<kind>/``. ``content/README.md`` describes them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wagtail.models import Page

from events.models import EventIndexPage, EventPage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from practices.models import MethodIndexPage, MethodPage, PracticeIndexPage, PracticePage

CONTENT = Path(__file__).parent / "content"

# Folder by folder, in the order in which the pages are made: events name practices that must be there.
KINDS: dict[str, tuple[type[Page], type[Page]]] = {
    "methods": (MethodPage, MethodIndexPage),
    "practices": (PracticePage, PracticeIndexPage),
    "events": (EventPage, EventIndexPage),
    "news": (NewsPage, NewsIndexPage),
    "pages": (StandardPage, HomePage),
}


class ContentError(ValueError):
    """A content file that cannot be used: which one, and why."""


@dataclass(frozen=True)
class Item:
    """One content file: ``values`` are all its keys but these."""

    path: Path
    model: type[Any]
    parent: type[Any]
    language: str
    # The content file of the page above, if that is not an index page.
    below: str
    values: dict[str, Any]
    translations: dict[str, dict[str, Any]]

    @property
    def name(self) -> str:
        """The file's name without its ending, unique among all content."""
        return self.path.stem

    def fault(self, reason: str) -> ContentError:
        return ContentError(f"{self.path.parent.name}/{self.path.name}: {reason}")


def items(folder: Path = CONTENT) -> Iterator[Item]:
    """Every content file, in the order of its kind and name. Raises ``ContentError`` for one that is no TOML."""
    for kind, (model, parent) in KINDS.items():
        # By name: "network" comes before "network-…", the pages below it.
        for path in sorted((folder / kind).glob("*.toml"), key=lambda each: each.stem):
            try:
                values = tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise ContentError(f"{kind}/{path.name}: {error}") from error
            language = values.pop("language", "")
            below = values.pop("below", "")
            translations = values.pop("translations", {})
            yield Item(path, model, parent, language, below, values, translations)
