"""Terms in memory, where the site has its taxonomy."""

from search.terms import TermEntry
from search.thesaurus import Thesaurus


class MemoryDirectory:
    """``merged``: (scheme, old code) → the code that replaced it."""

    def __init__(self, entries, merged=None, labels=()):
        self.by_id = {entry.id: entry for entry in entries}
        self.by_code = {(entry.scheme, entry.code): entry for entry in entries}
        self.merged = merged or {}
        self.labels = list(labels)

    def resolve(self, scheme, code):
        return self.by_code.get((scheme, self.merged.get((scheme, code), code)))

    def get(self, term):
        return self.by_id.get(term)

    def named(self, term, language):
        return f"{self.by_id[term].code} ({language})", language

    def nameable(self, term):
        return self.by_id.get(term)

    @property
    def thesaurus(self):
        return Thesaurus.of(self.labels)


DIRECTORY = MemoryDirectory(
    [
        TermEntry(1, "theme", "migration"),
        TermEntry(2, "theme", "refugees", parent=1),
        TermEntry(3, "theme", "work", parent=2),
        TermEntry(4, "theme", "water"),
        TermEntry(10, "country", "europe"),
        TermEntry(11, "country", "SI", parent=10),
        TermEntry(20, "sdg", "6"),
        TermEntry(21, "sdg", "6.1", parent=20),
    ],
    merged={("theme", "asylum"): "refugees"},
)
