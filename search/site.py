"""The site's own search: its engine, its terms, and who is asking."""

from typing import Any

from kb.care import is_member
from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import PAGE_SIZE
from search.enums import Audience
from search.query import ALL_FACETS, SearchResult, answer
from search.request import SearchRequest
from search.terms import TermEntry
from taxonomy.directory import Directory, directory

ENGINE = "embedded"


class SiteTerms:
    """The taxonomy as the search asks for it (``search.terms.TermDirectory``)."""

    def __init__(self, known: Directory | None = None) -> None:
        self.known = known or directory()

    def resolve(self, scheme: str, code: str) -> TermEntry | None:
        return _entry(self.known.by_code(scheme, code))

    def get(self, term: int) -> TermEntry | None:
        return _entry(self.known.get(term))

    def named(self, term: int, language: str) -> tuple[str, str]:
        """The label to show and its language."""
        entry = self.known.get(term)
        return entry.named(language) if entry else (str(term), "")


def _entry(found: Any) -> TermEntry | None:
    return TermEntry(found.id, found.scheme, found.code, found.parent, found.order) if found else None


def audience_of(user: Any) -> Audience:
    """What exists for this reader."""
    return Audience.MEMBERS if is_member(user) else Audience.PUBLIC


def find(
    request: SearchRequest,
    user: Any,
    *,
    page_size: int = PAGE_SIZE,
    facets: tuple[str, ...] = ALL_FACETS,
    terms: SiteTerms | None = None,
) -> SearchResult:
    """Answers a request for a reader; ``AnonymousUser`` for anybody."""
    return answer(EmbeddedEngine(), request, terms or SiteTerms(), audience_of(user), page_size, facets)
