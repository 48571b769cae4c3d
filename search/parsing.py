"""Query strings to requests, with a list of what could not be used."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.analysis import analyse
from search.documents import DEPTH, KIND, LANGUAGE
from search.enums import Depth, Sort, View
from search.facets import BY_NAME, Shape
from search.request import (
    FIRST_YEAR,
    LAST_PAGE,
    LAST_YEAR,
    LONGEST_QUERY,
    LONGEST_VALUE,
    MOST_PROBLEMS,
    MOST_READ,
    MOST_VALUES,
    SINGLE,
    WITHOUT,
    SearchRequest,
    clean_words,
    shown,
)
from search.sources import registry
from search.terms import TermDirectory


class Reason(Enum):
    """Why a piece of a query string was not used as it is; the value tells readers."""

    UNKNOWN_PARAMETER = _("This part of the address is unknown and was left out.")
    UNKNOWN_VALUE = _("This value is unknown and was left out.")
    UNREADABLE = _("Characters that no text has were left out.")
    TOO_LONG = _("This is too long; only its beginning was used.")
    TOO_MANY = _("Too many values are chosen; the last ones were left out.")
    REPEATED = _("This was given more than once; the last one counts.")
    NOTHING_TO_SEARCH = _("There is no word in this to search for.")
    ENDS_SWAPPED = _("The first year is after the last; they were exchanged.")

    @property
    def message(self) -> Promise:
        return self.value


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be used: where, what (shortened), and why."""

    parameter: str
    value: str
    reason: Reason


class Parser:
    """Parses one query string; ``problems`` fills on the way."""

    def __init__(
        self, directory: TermDirectory, language: str, kind: str | None = None, kinds: Collection[str] | None = None
    ) -> None:
        self.directory, self.language, self.kind = directory, language, kind
        self.problems: list[Problem] = []
        self._attributes: dict[str, Collection[str]] = {
            KIND: registry.kinds if kinds is None else kinds,
            LANGUAGE: dict(settings.LANGUAGES),
            DEPTH: Depth.values,
        }

    def parse(self, parameters: QueryDict) -> SearchRequest:
        singles: dict[str, str] = {}
        filters: dict[str, tuple[str, ...]] = {}
        without: tuple[str, ...] = ()
        read = 0
        for name, values in parameters.lists():
            read += len(values)
            if read > MOST_READ:
                self._note(name, "", Reason.TOO_MANY)
                break
            filled = [value for value in values if isinstance(value, str) and value.strip()]
            if name in SINGLE:
                if len(filled) > 1:
                    self._note(name, filled[0], Reason.REPEATED)
                singles[name] = filled[-1] if filled else ""
            elif name == WITHOUT:
                without = self._without(filled)
            elif self._chooses(name):
                codes = self._codes(name, filled)
                if codes:
                    filters[name] = codes
            else:
                self._note(name, "", Reason.UNKNOWN_PARAMETER)
        year_from, year_to = self._years(singles)
        words = self._words(singles.get("q", ""))
        return SearchRequest(
            q=words,
            filters=filters,
            without=without if words else (),
            year_from=year_from,
            year_to=year_to,
            sort=Sort(self._one_of("sort", singles, Sort.values, Sort.RELEVANCE.value)),
            view=View(self._one_of("view", singles, View.values, View.LIST.value)),
            page=self._page(singles.get("page", "")),
            kind=self.kind,
            language=self.language,
        )

    def _note(self, parameter: str, value: str, reason: Reason) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(shown(parameter), shown(value), reason))

    def _chooses(self, name: str) -> bool:
        facet = BY_NAME.get(name)
        # Where the address itself is of one kind, there is nothing to choose.
        return facet is not None and facet.shape is not Shape.RANGE and not (name == KIND and self.kind)

    def _codes(self, name: str, values: list[str]) -> tuple[str, ...]:
        codes: set[str] = set()
        for value in values:
            code = self._code(name, value.strip())
            if code is None:
                self._note(name, value, Reason.UNKNOWN_VALUE)
            elif len(codes | {code}) > MOST_VALUES:
                self._note(name, value, Reason.TOO_MANY)
                break
            else:
                codes.add(code)
        return tuple(sorted(codes))

    def _without(self, values: list[str]) -> tuple[str, ...]:
        """The terms that words are not to stand for; ``MOST_VALUES`` of them at most."""
        found: set[str] = set()
        for value in values[:MOST_VALUES]:
            scheme, _colon, code = value.strip().partition(":")
            facet = BY_NAME.get(scheme)
            known = self._code(scheme, code) if facet and facet.named and not facet.attribute else None
            if known is None:
                self._note(WITHOUT, value, Reason.UNKNOWN_VALUE)
            else:
                found.add(f"{scheme}:{known}")
        return tuple(sorted(found))

    def _code(self, name: str, value: str) -> str | None:
        # A null byte in a parameter is an error in PostgreSQL; no code has one, nor is one that long.
        if len(value) > LONGEST_VALUE or not value.isprintable():
            return None
        if name in self._attributes:
            return value if value in self._attributes[name] else None
        entry = self.directory.resolve(name, value)
        return entry.code if entry else None

    def _words(self, text: str) -> str:
        # A little more than is used, so that what is cut is known to be cut.
        words, unreadable = clean_words(text[: 4 * LONGEST_QUERY])
        if unreadable:
            self._note("q", text, Reason.UNREADABLE)
        if len(text.strip()) > len(words) and len(words) > LONGEST_QUERY - 2:
            self._note("q", text, Reason.TOO_LONG)
        if words and not analyse(words, self.language):
            self._note("q", words, Reason.NOTHING_TO_SEARCH)
        return words

    def _years(self, singles: dict[str, str]) -> tuple[int | None, int | None]:
        first, last = self._year("year_from", singles), self._year("year_to", singles)
        if first and last and first > last:
            self._note("year_from", str(first), Reason.ENDS_SWAPPED)
            return last, first
        return first, last

    def _year(self, name: str, singles: dict[str, str]) -> int | None:
        value = singles.get(name, "").strip()
        if not value:
            return None
        number = _number(value)
        if number is None or not FIRST_YEAR <= number <= LAST_YEAR:
            self._note(name, value, Reason.UNKNOWN_VALUE)
            return None
        return number

    def _one_of(self, name: str, singles: dict[str, str], allowed: Collection[str], usual: str) -> str:
        value = singles.get(name, "").strip()
        if not value or value in allowed:
            return value or usual
        self._note(name, value, Reason.UNKNOWN_VALUE)
        return usual

    def _page(self, text: str) -> int:
        value = text.strip()
        number = _number(value) if value else 1
        if number is None or number < 1:
            if value.isascii() and value.isdecimal() and value.strip("0"):
                return LAST_PAGE
            self._note("page", value, Reason.UNKNOWN_VALUE)
            return 1
        return min(number, LAST_PAGE)


def _number(value: str) -> int | None:
    """A number of at most nine digits of ASCII, and zeros before them."""
    return int(value) if len(value.lstrip("0")) <= 9 and value.isascii() and value.isdigit() else None


def parse_request(
    parameters: QueryDict,
    directory: TermDirectory,
    language: str,
    kind: str | None = None,
    kinds: Collection[str] | None = None,
) -> tuple[SearchRequest, list[Problem]]:
    """The request of a query string, and what of it could not be used.

    ``kind``: that of the page, if it shows one kind only. ``kinds``: what may be chosen, by default what has a source.
    """
    parser = Parser(directory, language, kind, kinds)
    return parser.parse(parameters), parser.problems
