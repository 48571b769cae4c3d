"""An engine in plain Python, slow and obvious: what every engine must answer, computed from the documents alone.

It shares with the engines what defines the answers (analysis, weights, places in the alphabet), and nothing of how
they find them.
"""

from collections.abc import Collection, Iterable
from itertools import islice
from uuid import UUID

from kb.collation import collation_key
from search.analysis import analyse
from search.documents import YEAR, Document, Value
from search.engines.protocol import EngineResult, Hit
from search.engines.query import Concept, EngineQuery, Phrase, QueryWord
from search.enums import Audience, Sort
from search.ranking import (
    MENTION,
    OTHER_LANGUAGE,
    READER_LANGUAGE,
    TAGGED,
    WHOLE,
    Averages,
    bonus,
    idf,
    impacts,
)


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
        partial = False
        matcher = Matcher(query, visible, self.averages)
        possible = [d for d in of_kind if not matcher.is_excluded(d)]
        if query.wordings:
            found = matcher.matching(possible, partial=False)
            if not found:
                found = matcher.matching(possible, partial=True)
                partial = bool(found)
        else:
            found = [(d, bonus(d), None) for d in possible]
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
            partial=partial,
        )


class Matcher:
    """One query over all documents that its reader may see."""

    def __init__(self, query: EngineQuery, visible: list[Document], averages: Averages) -> None:
        self.query, self.visible, self.averages = query, visible, averages
        self._impacts: dict[str, dict[UUID, dict[str, int]]] = {}

    def is_excluded(self, document: Document) -> bool:
        out = self.query.excluded
        words = any(self._word(document, language, word) for language, words in out.words.items() for word in words)
        phrases = any(self._phrase(document, phrase) for phrase in out.phrases)
        return words or phrases or any(term in document.terms.get(scheme, ()) for scheme, term in out.terms)

    def matching(self, documents: list[Document], partial: bool) -> list[tuple[Document, int, str | None]]:
        found = []
        for document in documents:
            best: tuple[int, int, str | None] | None = None
            for language in self.query.languages:
                outcome = self._in_language(document, language, partial)
                if outcome is None:
                    continue
                score, text = outcome
                if best is None:
                    best = (score, text, language if text else None)
                else:
                    best = (max(score, best[0]), *((text, language) if text > best[1] else best[1:]))
            if best is not None:
                factor = READER_LANGUAGE if self.query.language in document.texts else OTHER_LANGUAGE
                found.append((document, best[0] * factor * (WHOLE + bonus(document)), best[2]))
        return found

    def _in_language(self, document: Document, language: str, partial: bool) -> tuple[int, int] | None:
        """(score, what the text is worth in it), None if it does not match in this language."""
        wording = self.query.wordings[language]
        had = text = worth = 0
        for unit in wording.units:
            values = [self._word(document, language, word) for word in unit.words]
            named = max((self._concept(document, self.query.concepts[place]) for place in unit.concepts), default=0)
            had += len(values) if named else sum(value > 0 for value in values)
            text += sum(values)
            worth += named
        phrases = [self._phrase(document, phrase) for phrase in wording.phrases]
        if not all(phrases) or (2 * had < wording.size if partial else had < wording.size):
            return None
        text += sum(phrases)
        total = text + worth
        return (total * had // max(1, wording.size) if partial else total), text

    def _concept(self, document: Document, concept: Concept) -> int:
        """What having the concept is worth, 0 if the document does not."""
        tagged = TAGGED if concept.term in document.terms.get(concept.scheme, ()) else 0
        return tagged + max((self._phrase(document, phrase) * MENTION // 100 for phrase in concept.mentions), default=0)

    def _phrase(self, document: Document, phrase: Phrase) -> int:
        """What the words of a phrase are worth, 0 if the document does not have it."""
        values = [
            self._word(document, phrase.language, QueryWord(tuple((form, 100) for form in place)))
            for place in phrase.places
        ]
        if not all(values) or (len(values) > 1 and not self._stands(document, phrase)):
            return 0
        return sum(values)

    def _stands(self, document: Document, phrase: Phrase) -> bool:
        text = document.texts[phrase.language]
        fields = [text.title, text.summary, text.body]
        if self.query.reader == Audience.MEMBERS:
            fields.append(text.members_body)
        for field in fields:
            bases = [word.forms.base for word in analyse(field, phrase.language)]
            for begin in range(len(bases) - len(phrase.places) + 1):
                if all(bases[begin + step] in place for step, place in enumerate(phrase.places)):
                    return True
        return False

    def _word(self, document: Document, language: str, word: QueryWord) -> int:
        if language not in document.texts:
            return 0
        texts = self._texts(language)
        best = 0
        for form, weight in word.forms:
            frequency = sum(form in impacts for impacts in texts.values())
            if frequency:
                best = max(best, texts[document.key].get(form, 0) * idf(len(texts), frequency) * weight)
        return best

    def _texts(self, language: str) -> dict[UUID, dict[str, int]]:
        if language not in self._impacts:
            self._impacts[language] = {d.key: self._of_text(d, language) for d in self.visible if language in d.texts}
        return self._impacts[language]

    def _of_text(self, document: Document, language: str) -> dict[str, int]:
        public, members = impacts(document.texts[language], language, self.averages)
        if self.query.reader == Audience.PUBLIC:
            return public
        return {form: max(public.get(form, 0), members.get(form, 0)) for form in {*public, *members}}


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
