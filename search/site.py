"""The site's own search: its engine, its terms, and who is asking."""

from collections.abc import Collection, Iterator
from typing import Any

from kb.care import is_member
from search.documents import Value
from search.engines.embedded import EmbeddedEngine
from search.engines.query import PAGE_SIZE, EngineQuery
from search.enums import Audience
from search.facets import BY_NAME, FACETS
from search.query import ALL_FACETS, SearchResult, answer
from search.request import SearchRequest
from search.terms import TermEntry
from search.thesaurus import Label, Thesaurus, shared
from taxonomy.directory import Directory, directory
from taxonomy.enums import LabelKind

ENGINE = "embedded"


class SiteTerms:
    """The taxonomy as the search asks for it (``search.terms.TermDirectory``), for one audience."""

    def __init__(self, reader: Audience = Audience.PUBLIC, known: Directory | None = None) -> None:
        self.reader = reader
        self.known = known or directory()
        self._shown_terms: dict[str, Collection[Value]] = {}

    def resolve(self, scheme: str, code: str) -> TermEntry | None:
        entry = _entry(self.known.by_code(scheme, code))
        return entry if entry is None or not BY_NAME[scheme].tells or entry.id in self._shown(scheme) else None

    def _shown(self, scheme: str) -> Collection[Value]:
        """The terms of a facet that documents of the reader's have: asked for once, however many are named."""
        if scheme not in self._shown_terms:
            counted = EmbeddedEngine().search(EngineQuery(reader=self.reader, facets=(scheme,), page_size=1))
            self._shown_terms[scheme] = counted.counts[scheme].keys()
        return self._shown_terms[scheme]

    def get(self, term: int) -> TermEntry | None:
        return _entry(self.known.get(term))

    def has_narrower(self, term: int) -> bool:
        """Whether other terms stand below it."""
        return bool(self.known.children(term))

    def nameable(self, term: int) -> TermEntry | None:
        """The term, or the one that replaced it, if its facet takes part in the words of queries and the reader may
        know that it exists."""
        entry = self.get(term)
        facet = BY_NAME.get(entry.scheme) if entry else None
        if entry is None or facet is None or not facet.named:
            return None
        return entry if not facet.tells or entry.id in self._shown(facet.name) else None

    @property
    def thesaurus(self) -> Thesaurus:
        """The names of all terms, made once for a version of the taxonomy."""
        return shared(self._labels, self.known.derived)

    def _labels(self) -> Iterator[Label]:
        for facet in FACETS:
            if facet.named and not facet.attribute:
                for entry in self.known.terms(facet.name):
                    for language, kind, text in entry.labels:
                        yield Label(entry.id, language, text, kind != LabelKind.HIDDEN, facet.composite)

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
    reader = audience_of(user)
    return answer(EmbeddedEngine(), request, terms or SiteTerms(reader), reader, page_size, facets)
