"""The whole taxonomy in memory, read once per version.

``current()`` costs one small query when it is asked outside a request, and one per request at most inside one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.signals import request_finished, request_started
from django.utils.translation import get_language

from taxonomy.enums import LabelKind
from taxonomy.models import TaxonomyVersion, Term, TermLabel


@dataclass(frozen=True, slots=True)
class Entry:
    """What the directory knows of a term. ``labels`` maps languages to preferred labels; ``others`` are (language,
    label)."""

    id: int
    scheme: str
    code: str
    parent: int | None
    order: int
    replaced_by: int | None
    external_ids: dict[str, list[str]]
    labels: dict[str, str] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)

    def label(self, language: str | None = None) -> str:
        """The preferred label in ``language`` (the active one by default), else in English, in any other, else the
        code."""
        wanted = language or get_language() or "en"
        return self.labels.get(wanted) or self.labels.get("en") or next(iter(self.labels.values()), self.code)


class Directory:
    """Terms by id and code, with their places in the trees. Merged terms resolve to their replacement."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._by_code = {(entry.scheme, entry.code): entry.id for entry in self._entries.values()}
        self._external: dict[tuple[str, str, str], int] = {}
        self._children: dict[int | None, list[Entry]] = defaultdict(list)
        self._schemes: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self._entries.values(), key=lambda e: (e.order, e.code)):
            for vocabulary, ids in entry.external_ids.items():
                for value in ids:
                    self._external.setdefault((entry.scheme, vocabulary, str(value)), entry.id)
            if entry.replaced_by is None:
                self._children[entry.parent].append(entry)
                self._schemes[entry.scheme].append(entry)

    def resolve(self, term_id: int) -> int:
        """The id of the term that ``term_id`` was merged into, along all merges; itself if it was not."""
        while (entry := self._entries.get(term_id)) and entry.replaced_by is not None:
            term_id = entry.replaced_by
        return term_id

    def get(self, term_id: int) -> Entry | None:
        """The term, or the one that it was merged into; None if there is none."""
        return self._entries.get(self.resolve(term_id))

    def by_code(self, scheme: str, code: str) -> Entry | None:
        """The term of ``scheme`` with this code, merged ones resolved."""
        found = self._by_code.get((scheme, code))
        return self.get(found) if found is not None else None

    def by_external_id(self, scheme: str, vocabulary: str, value: str) -> Entry | None:
        """The term of ``scheme`` that stands for ``value`` in another vocabulary."""
        found = self._external.get((scheme, vocabulary, value))
        return self.get(found) if found is not None else None

    def terms(self, scheme: str) -> list[Entry]:
        """All current terms of a scheme, in order."""
        return self._schemes.get(scheme, [])

    def roots(self, scheme: str) -> list[Entry]:
        return [entry for entry in self.terms(scheme) if entry.parent is None]

    def children(self, term_id: int) -> list[Entry]:
        return self._children.get(term_id, [])

    def ancestors(self, term_id: int) -> Iterator[Entry]:
        """The broader terms of a term, nearest first."""
        entry = self.get(term_id)
        while entry and entry.parent is not None and (entry := self.get(entry.parent)):
            yield entry

    def descendants(self, term_id: int) -> Iterator[Entry]:
        """The narrower terms of a term, all levels."""
        for child in self.children(term_id):
            yield child
            yield from self.descendants(child.id)

    def with_ancestors(self, term_ids: Iterable[int]) -> dict[str, frozenset[int]]:
        """The terms and all their broader terms, by scheme. Unknown ids are left out."""
        found: dict[str, set[int]] = defaultdict(set)
        for term_id in term_ids:
            entry = self.get(term_id)
            if entry is not None:
                found[entry.scheme] |= {entry.id, *(ancestor.id for ancestor in self.ancestors(entry.id))}
        return {scheme: frozenset(ids) for scheme, ids in found.items()}


_loaded: tuple[UUID | None, Directory] | None = None
# In a request: the directory that it has been using. Outside of one: None, so that every call looks at the version.
_of_request: ContextVar[list[Directory] | None] = ContextVar("directory_of_request", default=None)


def current() -> Directory:
    """The directory as it is now; within a request, as it was when the request first asked."""
    kept = _of_request.get()
    if kept:
        return kept[0]
    directory = _fresh()
    if kept is not None:
        kept.append(directory)
    return directory


def forget() -> None:
    """After a change within a request: the next question reads anew."""
    kept = _of_request.get()
    if kept:
        kept.clear()


def _fresh() -> Directory:
    global _loaded
    version = TaxonomyVersion.current()
    if _loaded is None or _loaded[0] != version:
        _loaded = (version, _read())
    return _loaded[1]


def _read() -> Directory:
    entries = {
        row[0]: Entry(*row)
        for row in Term.objects.order_by().values_list(
            "pk", "scheme", "code", "parent_id", "order", "replaced_by_id", "external_ids"
        )
    }
    labels = TermLabel.objects.order_by("pk").values_list("term_id", "language", "kind", "text")
    for term_id, language, kind, text in labels:
        entry = entries[term_id]
        if kind == LabelKind.PREFERRED:
            entry.labels[language] = text
        else:
            entry.others.append((language, text))
    return Directory(entries.values())


def _begin(**kwargs: Any) -> None:
    _of_request.set([])


def _end(**kwargs: Any) -> None:
    _of_request.set(None)


request_started.connect(_begin, dispatch_uid="taxonomy.directory.begin")
request_finished.connect(_end, dispatch_uid="taxonomy.directory.end")
