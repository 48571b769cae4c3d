"""What the engines know of the world: documents, as plain values.

Sources make them of pages (``search.sources``), the tables of ``search.models`` keep them, engines index them. A
document holds one text per language that is really translated; a segment without a translation is not in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from search.enums import Audience, TextStatus

# The value of a facet: the id of a term, or an attribute's own value (a kind, a language, a depth, a year).
Value = int | str

KIND = "kind"
LANGUAGE = "language"
DEPTH = "depth"
YEAR = "year"
# Facets that are attributes of the document, not terms. No scheme of terms may have one of these names.
ATTRIBUTES = (KIND, LANGUAGE, DEPTH, YEAR)

MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document in one language.

    ``members_body`` is what only members may read and find: it never enters what a public query reads.
    """

    title: str
    summary: str = ""
    body: str = ""
    members_body: str = ""
    status: TextStatus = TextStatus.ORIGINAL


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found, whatever its number of languages.

    ``terms``: per scheme the ids of its terms *and of all their ancestors*, so that a parent counts each document
    once. ``language`` is the original's: the title in it stands for a language that has no text. ``published`` has a
    time zone. ``evidence`` is 0 (nothing known) to 4 (evaluated independently). A document without texts is not found
    by words but may be browsed to, so sources should not yield one. ``version`` is that of the row the document is
    stored in, 0 for one that comes from its source: it says nothing about the content, and is not compared.
    """

    key: UUID
    kind: str
    language: str
    texts: Mapping[str, DocumentText]
    audience: Audience = Audience.PUBLIC
    terms: Mapping[str, frozenset[int]] = field(default_factory=dict)
    depth: str = ""
    year: int | None = None
    published: datetime | None = None
    confirmed: date | None = None
    evidence: int = 0
    version: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        taken = set(self.terms) & set(ATTRIBUTES)
        if taken:
            raise ValueError(f"Document {self.key}: {sorted(taken)} are attributes; name the scheme otherwise.")
        if not 0 <= self.evidence <= MOST_EVIDENCE:
            raise ValueError(f"Document {self.key}: evidence is 0 to {MOST_EVIDENCE}, not {self.evidence}.")

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which it can be found and read."""
        return frozenset(self.texts)

    def values(self) -> Iterator[tuple[str, Value]]:
        """Its value in every facet, each once, as (name of the facet, value)."""
        yield KIND, self.kind
        for language in self.texts:
            yield LANGUAGE, language
        if self.depth:
            yield DEPTH, self.depth
        if self.year is not None:
            yield YEAR, self.year
        for scheme, ids in self.terms.items():
            for term in ids:
                yield scheme, term

    def title_in(self, language: str) -> tuple[str, str]:
        """(language, title) that a reader of ``language`` is shown; ("", "") if there is no text at all."""
        for choice in (language, self.language, *sorted(self.texts)):
            if choice in self.texts:
                return choice, self.texts[choice].title
        return "", ""
