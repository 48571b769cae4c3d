"""Where the terms shown with pages come from.

This app is below the one that keeps concepts, so that one gives its source here, once, from ``AppConfig.ready``.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True)
class ShownTerm:
    """A term as readers see it: its label, the language of that label, and where it leads (empty for nowhere)."""

    label: str
    language: str
    url: str = ""
    # For Sustainable Development Goals, whose number and colour are known everywhere.
    number: int | None = None
    # The term's own code in its scheme; a country's is that of ISO 3166-1 in small letters.
    code: str = ""
    id: int | None = None
    # For steps of a scale: (which step, of how many), the first is 1.
    step: tuple[int, int] | None = None

    @property
    def steps(self) -> list[bool]:
        """Of a scale, each step from the first: whether it is reached."""
        reached, most = self.step or (0, 0)
        return [place < reached for place in range(most)]


@dataclass(frozen=True)
class TermGroup:
    """The terms of one scheme, under the scheme's name (an interface text)."""

    scheme: str
    name: str | Promise
    terms: Sequence[ShownTerm]
    # Whether these terms name the organisation: left out where care says so.
    names_organisation: bool = False


# From translation keys and the reader's language to the groups of each, in the order of display, in few queries.
Source = Callable[[Collection[UUID], str], Mapping[UUID, Sequence[TermGroup]]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Names the source of terms. Called once, from the app that keeps them."""
    _sources[:] = [source]
    return source


def terms(keys: Collection[UUID], language: str) -> Mapping[UUID, Sequence[TermGroup]]:
    """The terms of each translation key for readers of ``language``; empty while nothing keeps terms."""
    return _sources[0](keys, language) if _sources and keys else {}
