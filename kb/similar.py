"""Where pages that are like another come from.

This app is below the one that finds pages, so that one gives its source here, once, from ``AppConfig.ready``.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from kb.reading import Reading

# From a page as its reader sees it to the translation keys of pages like it, in the order in which they are shown.
Source = Callable[[Reading, int], Sequence[UUID]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Names the source of what is similar. Called once, from the app that finds pages."""
    _sources[:] = [source]
    return source


def similar(reading: Reading, most: int) -> Sequence[UUID]:
    """At most ``most`` keys of pages that the reader may read; empty while nothing finds pages."""
    return _sources[0](reading, most) if _sources else ()
