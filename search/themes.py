"""Themes as readers see them: how many practices each has, and where each leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practices.themes import ThemeAddresses
from search.overview import CountedTerm, share

# Narrower themes that a short list names.
MOST_NARROWER = 3


@dataclass(frozen=True)
class ThemeRow:
    """One theme of a list. ``url`` leads to its page, else to its practices; empty for neither.

    ``share``: its practices in percent of those of the list's largest theme, 0 only for none.
    """

    term: CountedTerm
    url: str
    share: int
    narrower: Sequence["ThemeRow"] = ()

    @property
    def most_used(self) -> Sequence["ThemeRow"]:
        """The few narrower themes that have most practices, the most first."""
        used = sorted((row for row in self.narrower if row.term.count), key=lambda row: -row.term.count)
        return used[:MOST_NARROWER]


def theme_rows(terms: Iterable[CountedTerm], addresses: ThemeAddresses) -> list[ThemeRow]:
    """The rows of ``terms`` in their order, each with those of its narrower terms."""
    terms = list(terms)
    most = max((term.count for term in terms), default=0)
    return [
        ThemeRow(
            term,
            addresses.of(term.entry) or term.url,
            share(term.count, most),
            theme_rows(term.children, addresses),
        )
        for term in terms
    ]
