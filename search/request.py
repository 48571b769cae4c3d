"""The question as addresses carry it: parsed from a query string, printed back to the same one.

Nothing in a query string is an error: what cannot be used is left out and reported, so that the page can say so.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from search.documents import KIND
from search.enums import Sort, View
from search.facets import BY_NAME, FACETS, Shape

# A long question has 200 letters; more is a pasted page, whose words no practice has all of.
LONGEST_QUERY = 500
# Each word is looked up in every language.
MOST_WORDS = 24
# Choosing nearly every value is choosing none; each chosen value is a list to read.
MOST_VALUES = 40
# The longest code of a term.
LONGEST_VALUE = 100
# Parameters and values that are looked at: four times what a form with every facet open sends.
MOST_READ = 400
# Problems that are told: the tenth helps nobody.
MOST_PROBLEMS = 10
# No base has as many pages; the engine gives the last page for any number beyond it.
LAST_PAGE = 1_000_000
FIRST_YEAR, LAST_YEAR = 1, 9999

SINGLE = ("q", "year_from", "year_to", "sort", "view", "page")
# Repeated: terms that the words of the query are not to stand for.
WITHOUT = "without"
PRACTICE = "practice"
_SHOWN = 40
# Control characters, what stands for undecodable bytes, and halves of surrogate pairs, which no encoder takes.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question. ``kind`` and ``language`` come from the page's address, not from its query string.

    ``filters``: per facet the chosen codes, each once and sorted; facets without a choice are not in it. ``without``:
    terms that the words are not to stand for, each as "scheme:code", once and sorted.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    sort: Sort = Sort.RELEVANCE
    view: View = View.LIST
    page: int = 1
    kind: str | None = None
    language: str = "en"

    def parameters(self) -> list[tuple[str, str]]:
        """The canonical parameters; what has its usual value is left out."""
        found = [("q", self.q)] if self.q else []
        found += [(WITHOUT, name) for name in self.without if self.q]
        found += [(facet.name, code) for facet in FACETS for code in self.filters.get(facet.name, ())]
        found += [
            (name, str(value)) for name, value in (("year_from", self.year_from), ("year_to", self.year_to)) if value
        ]
        if self.sort != Sort.RELEVANCE:
            found.append(("sort", self.sort.value))
        if self.view != View.LIST:
            found.append(("view", self.view.value))
        if self.page != 1:
            found.append(("page", str(self.page)))
        return found

    def query_string(self) -> str:
        """The canonical query string, without the question mark."""
        return urlencode(self.parameters())

    @property
    def is_of_practices(self) -> bool:
        """Whether practices only are asked for, by the address or by the filter."""
        return PRACTICE in (self.kind, *self.chosen(KIND)) and len(self.chosen(KIND)) < 2

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The codes chosen in a facet."""
        return self.filters.get(facet, ())

    def removing(self, facet: str, code: str) -> "SearchRequest":
        """With one value less, on the first page."""
        return self._choosing(facet, set(self.chosen(facet)) - {code})

    def clearing(self, facet: str) -> "SearchRequest":
        """Without the selection of a facet, on the first page."""
        cleared = self._choosing(facet, set())
        if BY_NAME[facet].shape is Shape.RANGE:
            return replace(cleared, year_from=None, year_to=None)
        return cleared

    def not_meaning(self, name: str) -> "SearchRequest":
        """With words that do not stand for the term "scheme:code", on the first page."""
        return replace(self, without=tuple(sorted({*self.without, name})), page=1)

    def meaning(self, name: str) -> "SearchRequest":
        """With words that may stand for the term again, on the first page."""
        return replace(self, without=tuple(other for other in self.without if other != name), page=1)

    def cleared(self) -> "SearchRequest":
        """Without any selection, on the first page; the words, the sort and the view stay."""
        return replace(self, filters={}, year_from=None, year_to=None, page=1)

    def on_page(self, page: int) -> "SearchRequest":
        return replace(self, page=page)

    def _choosing(self, facet: str, codes: Collection[str]) -> "SearchRequest":
        filters = {name: found for name, found in self.filters.items() if name != facet}
        if codes:
            filters[facet] = tuple(sorted(codes))
        return replace(self, filters=filters, page=1)


def clean_words(text: str) -> tuple[str, bool]:
    """(the words as they are searched for and shown, whether something unreadable was left out).

    Cleaning cleaned words changes nothing. At most ``LONGEST_QUERY`` characters.
    """
    readable = _UNREADABLE.sub(" ", text)
    words = " ".join(unicodedata.normalize("NFC", readable).split())
    return words[:LONGEST_QUERY].rstrip(), readable != text


def shown(value: str) -> str:
    """A piece of input for a message: short, without unreadable characters."""
    words = " ".join(_UNREADABLE.sub(" ", value[: 2 * _SHOWN]).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
