"""Terms in memory, where the site has its taxonomy."""

from search.terms import TermEntry


class MemoryDirectory:
    """``merged``: (scheme, old code) → the code that replaced it."""

    def __init__(self, entries, merged=None):
        self.by_id = {entry.id: entry for entry in entries}
        self.by_code = {(entry.scheme, entry.code): entry for entry in entries}
        self.merged = merged or {}

    def resolve(self, scheme, code):
        return self.by_code.get((scheme, self.merged.get((scheme, code), code)))

    def get(self, term):
        return self.by_id.get(term)

    def named(self, term, language):
        return f"{self.by_id[term].code} ({language})", language


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
