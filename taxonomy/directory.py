"""The whole taxonomy in memory: labels, tree and identifiers without a query each.

``directory()`` gives this process's copy. It compares one token with the database (one small query, once per
request), so that several processes agree, and loads anew only after a change. Treat it as immutable.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from asgiref.local import Local
from django.apps import apps
from django.utils.translation import get_language

from kb.collation import collation_key
from taxonomy.enums import LabelKind
from taxonomy.schemes import scheme_info


@dataclass(slots=True)
class Entry:
    """One term. ``parent`` is resolved; ``labels`` are ``(language, kind, text)``, the preferred also in ``names``;
    ``definitions`` says what it means, by language."""

    id: int
    scheme: str
    code: str
    parent: int | None
    order: int
    replaced_by: int | None
    ever_used: bool
    external: dict[str, list[str]]
    names: dict[str, str] = field(default_factory=dict)
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)

    def named(self, language: str | None = None) -> tuple[str, str]:
        """The preferred label and its language: in the language (the active one if not given), else in English, else
        in any; without one the code, in no language (empty)."""
        return _in_language(self.names, language) or (self.code, "")

    def definition(self, language: str | None = None) -> tuple[str, str]:
        """What it means and the language of that, chosen as in ``named``; both empty where nobody said."""
        return _in_language(self.definitions, language) or ("", "")

    def label(self, language: str | None = None) -> str:
        """The preferred label: see ``named``."""
        return self.named(language)[0]


def _in_language(texts: Mapping[str, str], language: str | None) -> tuple[str, str] | None:
    """A text and its language: in the language (the active one if not given), else in English, else in any."""
    wanted = (language or get_language() or "en").lower()
    for candidate in (wanted, wanted.split("-")[0], "en"):
        if candidate in texts:
            return texts[candidate], candidate
    return (texts[min(texts)], min(texts)) if texts else None


class Directory:
    """All terms of all schemes at one version. Identifiers are resolved: a merged term leads to its successor."""

    def __init__(
        self,
        token: str,
        terms: Iterable[Entry],
        labels: Iterable[tuple[int, str, str, str]],
        definitions: Iterable[tuple[int, str, str]] = (),
    ) -> None:
        self.token = token
        self.derived: dict[str, Any] = {}  # what other modules compute once per version, by their own key
        self.ever_used: set[int] = set()
        self._entries: dict[int, Entry] = {entry.id: entry for entry in terms}
        for term_id, language, kind, text in labels:
            if (entry := self._entries.get(term_id)) is not None:
                entry.labels.append((language, kind, text))
                if kind == LabelKind.PREFERRED:
                    entry.names[language] = text
        for term_id, language, text in definitions:
            if (entry := self._entries.get(term_id)) is not None:
                entry.definitions[language] = text
        self._codes: dict[tuple[str, str], int] = {}
        self._external: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._roots: dict[str, list[int]] = defaultdict(list)
        self._index()

    def _index(self) -> None:
        for entry in sorted(self._entries.values(), key=lambda entry: (entry.order, entry.code)):
            target = self._follow(entry.id)
            self._codes[entry.scheme, entry.code] = target
            for vocabulary, identifiers in entry.external.items():
                for identifier in identifiers:
                    found = self._external[entry.scheme, vocabulary, str(identifier)]
                    if target not in found:
                        found.append(target)
            if entry.ever_used:
                self.ever_used.add(entry.id)
            if entry.replaced_by is None:
                entry.parent = self._follow(entry.parent) if entry.parent else None
                siblings = self._entries[entry.parent].children if entry.parent else self._roots[entry.scheme]
                siblings.append(entry.id)

    def _follow(self, term_id: int) -> int:
        seen = {term_id}
        while (successor := self._entries[term_id].replaced_by) is not None and successor not in seen:
            seen.add(successor)
            term_id = successor
        return term_id

    def __contains__(self, term_id: object) -> bool:
        return term_id in self._entries

    def resolve(self, term_id: int | None) -> int | None:
        """The term's id, or its successor's if it was merged; ``None`` if there is no such term."""
        return self._follow(term_id) if term_id in self._entries else None

    def get(self, term_id: int | None) -> Entry | None:
        """The term, or its successor if it was merged; ``None`` if there is no such term."""
        resolved = self.resolve(term_id)
        return None if resolved is None else self._entries[resolved]

    def by_code(self, scheme: str, code: str) -> Entry | None:
        """The term with this code, also by the code of a term that was merged into it."""
        return self.get(self._codes.get((scheme, code)))

    def by_external(self, scheme: str, vocabulary: str, identifier: str) -> list[Entry]:
        """The terms that another list's identifier stands for, in the scheme's order; empty if there is none."""
        return [self._entries[term_id] for term_id in self._external.get((scheme, vocabulary, identifier), ())]

    def label(self, term_id: int | None, language: str | None = None) -> str:
        """The label to show (see ``Entry.label``); empty if there is no such term."""
        entry = self.get(term_id)
        return entry.label(language) if entry else ""

    def ancestors(self, term_id: int) -> list[int]:
        """Ids of the wider terms, nearest first, without the term itself. A cycle, should one exist, ends the list."""
        found: list[int] = []
        entry = self.get(term_id)
        start = entry.id if entry else None
        while entry and entry.parent and entry.parent not in found and entry.parent != start:
            found.append(entry.parent)
            entry = self._entries[entry.parent]
        return found

    def descendants(self, term_id: int) -> list[int]:
        """Ids of all narrower terms, depth first, without the term itself."""
        entry = self.get(term_id)
        found: dict[int, None] = {}
        waiting = list(reversed(entry.children)) if entry else []
        while waiting:
            current = waiting.pop()
            if current not in found:
                found[current] = None
                waiting.extend(reversed(self._entries[current].children))
        return list(found)

    def roots(self, scheme: str) -> list[Entry]:
        return [self._entries[term_id] for term_id in self._roots.get(scheme, ())]

    def children(self, term_id: int) -> list[Entry]:
        entry = self.get(term_id)
        return [self._entries[child] for child in entry.children] if entry else []

    def tree(self, scheme: str, language: str | None = None) -> Iterator[tuple[int, Entry]]:
        """The scheme's terms in the order to show them: ``(depth, term)``, depth 0 at the top."""
        alphabetical = scheme_info(scheme).alphabetical
        language = language or get_language() or "en"

        def walk(level: list[Entry], depth: int) -> Iterator[tuple[int, Entry]]:
            if alphabetical:
                # Groups keep their own order and stand first; what stands in a group is sorted.
                groups = [entry for entry in level if entry.children]
                single = [entry for entry in level if not entry.children]
                level = groups + sorted(single, key=lambda entry: collation_key(entry.label(language), language))
            for entry in level:
                yield depth, entry
                yield from walk(self.children(entry.id), depth + 1)

        return walk(self.roots(scheme), 0)

    def terms(self, scheme: str) -> list[Entry]:
        """All terms of a scheme that were not merged, in no particular order."""
        return [entry for entry in self._entries.values() if entry.scheme == scheme and entry.replaced_by is None]


# The copy of this process, and what the current request already compared.
_held: list[Directory] = []
_request = Local()


def directory() -> Directory:
    """This process's copy of the taxonomy, as the database has it: one query, none when asked again in a request."""
    scope: dict[str, Directory] | None = getattr(_request, "scope", None)
    if scope is not None and "directory" in scope:
        return scope["directory"]
    token = apps.get_model("taxonomy", "TaxonomyVersion").current()
    current = _held[0] if _held and _held[0].token == token else _load(token)
    _held[:] = [current]
    if scope is not None and not getattr(_request, "changed", False):
        scope["directory"] = current
    return current


def _load(token: str) -> Directory:
    columns = ("id", "scheme", "code", "parent_id", "order", "replaced_by_id", "ever_used", "external")
    terms = apps.get_model("taxonomy", "Term").objects.order_by().values_list(*columns)
    labels = apps.get_model("taxonomy", "TermLabel").objects.order_by("pk")
    definitions = apps.get_model("taxonomy", "TermDefinition").objects.order_by()
    return Directory(
        token,
        [Entry(*row) for row in terms.iterator()],
        labels.values_list("term_id", "language", "kind", "text").iterator(),
        definitions.values_list("term_id", "language", "text").iterator(),
    )


def begin_request(**kwargs: Any) -> None:
    _request.scope, _request.changed = {}, False


def end_request(**kwargs: Any) -> None:
    _request.scope, _request.changed = None, False


def forget() -> None:
    """After a change in this request: compare with the database at every call, because the change may roll back."""
    if getattr(_request, "scope", None) is not None:
        _request.scope, _request.changed = {}, True
