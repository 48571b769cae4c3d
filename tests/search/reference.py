"""An engine in plain Python, slow and obvious: what every engine must answer, computed from the documents alone.

It shares with the engines what defines the answers (analysis, weights, places in the alphabet), and nothing of how
they find them.
"""

from collections.abc import Collection, Iterable
from itertools import islice
from uuid import UUID

from kb.collation import collation_key
from search.analysis import frequencies
from search.documents import YEAR, Document, Value
from search.engines.protocol import EngineQuery, EngineResult, Hit
from search.enums import Audience, Sort
from search.ranking import OTHER_LANGUAGE, READER_LANGUAGE, WHOLE, Averages, bonus, idf, impacts


class ReferenceEngine:
    def __init__(self) -> None:
        self.documents: dict[UUID, Document] = {}
        self.averages = Averages()

    def index(self, documents: Iterable[Document]) -> None:
        self.documents.update((document.key, document) for document in documents)

    def delete(self, keys: Collection[UUID]) -> None:
        for key in keys:
            self.documents.pop(key, None)

    def clear(self) -> None:
        self.documents.clear()
        self.averages = Averages()

    def rebuild(self, documents: Iterable[Document]) -> int:
        self.documents = {document.key: document for document in documents}
        public = (d for d in self.documents.values() if d.audience == Audience.PUBLIC)
        self.averages = Averages.of(list(islice(public, 4096)))
        return len(self.documents)

    def keys(self, reader: Audience) -> set[UUID]:
        return {key for key, document in self.documents.items() if document.audience <= reader}

    def versions(self) -> dict[UUID, int]:
        return {key: document.version for key, document in self.documents.items()}

    def search(self, query: EngineQuery) -> EngineResult:
        visible = [d for d in self.documents.values() if d.audience <= query.reader]
        of_kind = [d for d in visible if query.kind is None or d.kind == query.kind]
        found: list[tuple[Document, int, str | None]]
        if query.words:
            scored = self._match(query, visible)
            found = [(d, *scored[d.key]) for d in of_kind if d.key in scored]
        else:
            found = [(d, bonus(d), None) for d in of_kind]
        fitting = [entry for entry in found if not _missed(query, entry[0])]
        fitting.sort(key=lambda entry: _sort_key(query, entry[0], entry[1]))
        page = min(query.page, max(1, -(-len(fitting) // query.page_size)))
        shown = fitting[(page - 1) * query.page_size : page * query.page_size]
        active = set(query.filters) | ({YEAR} if (query.year_from, query.year_to) != (None, None) else set())
        return EngineResult(
            hits=tuple(Hit(document.key, score, language) for document, score, language in shown),
            total=len(fitting),
            page=page,
            counts={facet: _count(query, facet, [entry[0] for entry in found]) for facet in query.facets},
            without={facet: sum(_missed(query, entry[0]) <= {facet} for entry in found) for facet in active},
        )

    def _match(self, query: EngineQuery, visible: list[Document]) -> dict[UUID, tuple[int, str]]:
        best: dict[UUID, tuple[int, str]] = {}
        for language in sorted(query.words, key=lambda code: (code != query.language, code)):
            texts = {d.key: self._impacts(query, d, language) for d in visible if language in d.texts}
            for document in visible:
                score = self._score(query.words[language], texts, document.key)
                score *= READER_LANGUAGE if language == query.language else OTHER_LANGUAGE
                if score > best.get(document.key, (0, ""))[0]:
                    best[document.key] = (score, language)
        whole = {d.key: WHOLE + bonus(d) for d in visible}
        return {key: (score * whole[key], language) for key, (score, language) in best.items()}

    def _impacts(self, query: EngineQuery, document: Document, language: str) -> dict[str, int]:
        public, members = impacts(document.texts[language], language, self.averages)
        if query.reader == Audience.PUBLIC:
            return public
        return {form: max(public.get(form, 0), members.get(form, 0)) for form in {*public, *members}}

    @staticmethod
    def _score(words: tuple[tuple[str, ...], ...], texts: dict[UUID, dict[str, int]], key: UUID) -> int:
        if key not in texts or not words:
            return 0
        total = 0
        for forms in words:
            best = 0
            for form in forms:
                frequency = sum(form in impacts for impacts in texts.values())
                best = max(best, texts[key].get(form, 0) * (idf(len(texts), frequency) if frequency else 0))
            if not best:
                return 0
            total += best
        return total


def _missed(query: EngineQuery, document: Document) -> set[str]:
    values = set(document.values())
    missed = {facet for facet, chosen in query.filters.items() if not any((facet, value) in values for value in chosen)}
    if query.year_from is not None and (document.year is None or document.year < query.year_from):
        missed.add(YEAR)
    if query.year_to is not None and (document.year is None or document.year > query.year_to):
        missed.add(YEAR)
    return missed


def _count(query: EngineQuery, facet: str, documents: list[Document]) -> dict[Value, int]:
    counts: dict[Value, int] = dict.fromkeys(query.filters.get(facet, ()), 0)
    for document in documents:
        if _missed(query, document) <= {facet}:
            for name, value in document.values():
                if name == facet:
                    counts[value] = counts.get(value, 0) + 1
    return counts


def _sort_key(query: EngineQuery, document: Document, score: int) -> tuple[object, ...]:
    published = -int(document.published.timestamp()) if document.published else 1 << 62
    confirmed = -document.confirmed.toordinal() if document.confirmed else 0
    if query.sort == Sort.TITLE:
        if query.language in document.texts:
            return (collation_key(document.texts[query.language].title, query.language), document.key)
        language, title = document.title_in(document.language)
        return (collation_key(title, language), document.key)
    if query.sort == Sort.NEWEST:
        return (published, document.key)
    if query.sort == Sort.CONFIRMED:
        return (confirmed, published, document.key)
    return (-score, published, document.key)


def words_of(text: str) -> tuple[tuple[str, ...], ...]:
    """A query's words with one form each, for tests that write them down."""
    return tuple((form,) for word in text.split() for form in frequencies(word, "en")[0])
