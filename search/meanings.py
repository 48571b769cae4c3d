"""What the words of a query were taken for, as the page tells it: terms, each with a way to take it off."""

from dataclasses import dataclass

from search.facets import BY_NAME
from search.query import SearchResult
from search.site import SiteTerms
from search.terms import TermEntry


@dataclass(frozen=True)
class Meaning:
    """A term that words of the query name. ``label`` is in ``language``; ``facet`` says what kind of term it is.

    ``name`` is what the address calls it. ``query``: the query string of the same search without it; with it, for one
    that was taken off.
    """

    facet: str
    label: str
    language: str
    query: str
    name: str


def meanings(result: SearchResult, terms: SiteTerms, language: str) -> list[Meaning]:
    """The terms that were searched for beside the words."""
    return [_meaning(entry, terms, language, result, taken_off=False) for entry in result.understood.named]


def taken_off(result: SearchResult, terms: SiteTerms, language: str) -> list[Meaning]:
    """The terms that the words name and the reader took off."""
    return [_meaning(entry, terms, language, result, taken_off=True) for entry in result.understood.left_out]


def _meaning(entry: TermEntry, terms: SiteTerms, language: str, result: SearchResult, *, taken_off: bool) -> Meaning:
    label, spoken = terms.named(entry.id, language)
    name = f"{entry.scheme}:{entry.code}"
    request = result.request.meaning(name) if taken_off else result.request.not_meaning(name)
    return Meaning(str(BY_NAME[entry.scheme].label), label, spoken, request.query_string(), name)
