"""The facets of a result as a form shows them: values with labels and counts, in order, as trees."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kb.collation import collation_key
from kb.languages import language_name
from search.documents import DEPTH, KIND, LANGUAGE, YEAR
from search.enums import Depth
from search.facets import FACETS, Facet, Order, Shape
from search.query import SearchResult
from search.site import SiteTerms

# Nobody reads a list of a thousand organisations; the words find them.
MOST_VALUES = 40
# Lines that are in sight at once, narrower terms with the wider ones; the others are one step away.
IN_SIGHT = 8
# From this many on, typing finds one faster than reading.
WORTH_TYPING = 10
# What pages of a kind are called, many of them.
KINDS: dict[str, Promise | str] = {
    "practice": _("Practices"),
    "method": _("Methods"),
    "event": _("Events"),
    "news": _("News"),
    "page": _("Pages"),
}


@dataclass
class FacetValue:
    """One value. ``code`` is what the address carries; ``remove`` the query string without it.

    ``language`` is that of the label; empty for a word of the interface.
    """

    code: str
    label: str
    count: int
    selected: bool
    language: str = ""
    remove: str = ""
    # In a flat list of a tree's terms: one that holds others.
    is_group: bool = False
    children: list["FacetValue"] = field(default_factory=list)

    @property
    def has_selection(self) -> bool:
        """Whether it or one below it is chosen."""
        return self.selected or any(child.has_selection for child in self.children)


@dataclass
class FacetGroup:
    """One facet with its values; for a range, its ends among the matches."""

    facet: Facet
    values: list[FacetValue]
    selected: list[FacetValue]
    first: int | None = None
    last: int | None = None
    left_out: int = 0

    @property
    def is_range(self) -> bool:
        return self.facet.shape is Shape.RANGE

    @property
    def shown(self) -> list[FacetValue]:
        """The values in sight: the first, and those with a selection."""
        return [value for place, value in enumerate(self.values) if place < self._sight or value.has_selection]

    @property
    def rest(self) -> list[FacetValue]:
        """The values that are shown on demand."""
        return [value for place, value in enumerate(self.values) if place >= self._sight and not value.has_selection]

    @cached_property
    def _sight(self) -> int:
        """How many of the values are in sight. One is not hidden behind a line that is as long as itself."""
        lines = list(accumulate(_size([value]) for value in self.values))
        place = max(1, sum(line <= IN_SIGHT for line in lines))
        return place if len(self.values) > place + 1 else len(self.values)

    @property
    def can_be_typed(self) -> bool:
        return self.facet.searchable and _size(self.values) >= WORTH_TYPING

    @property
    def is_open(self) -> bool:
        return self.facet.open or bool(self.selected)


def _size(values: Iterable[FacetValue]) -> int:
    return sum(1 + _size(value.children) for value in values)


def facet_groups(result: SearchResult, terms: SiteTerms, language: str) -> list[FacetGroup]:
    """The facets that have something to choose, in their declared order."""
    groups = [_group(facet, result, terms, language) for facet in FACETS]
    for group in groups:
        _shorten(group)
    return [group for group in groups if group.values or group.first is not None]


def _shorten(group: FacetGroup) -> None:
    """Keeps what a page can show of a long flat list: chosen values and the first others."""
    if group.facet.hierarchical or len(group.values) <= MOST_VALUES:
        return
    kept = [value for place, value in enumerate(group.values) if place < MOST_VALUES or value.selected]
    group.left_out = len(group.values) - len(kept)
    group.values = kept


def _group(facet: Facet, result: SearchResult, terms: SiteTerms, language: str) -> FacetGroup:
    counts = result.counts.get(facet.name, {})
    if facet.name == KIND and result.request.kind:
        return FacetGroup(facet, [], [])
    if facet.name == YEAR:
        years = [int(year) for year in counts]
        return FacetGroup(facet, [], [], min(years, default=None), max(years, default=None))
    if facet.attribute:
        values = [_attribute(facet, str(value), count, result) for value, count in counts.items()]
        _sort(values, facet, language, {})
        return FacetGroup(facet, values, [value for value in values if value.selected])
    return _terms(facet, counts, result, terms, language)


def _attribute(facet: Facet, code: str, count: int, result: SearchResult) -> FacetValue:
    name: Callable[[str], Any] = {
        KIND: lambda c: KINDS.get(c, c),
        LANGUAGE: language_name,
        DEPTH: lambda c: Depth(c).label,
    }[facet.name]
    return _value(facet, code, str(name(code)), code if facet.name == LANGUAGE else "", count, result)


def _value(facet: Facet, code: str, label: str, language: str, count: int, result: SearchResult) -> FacetValue:
    selected = code in result.request.chosen(facet.name)
    remove = result.request.removing(facet.name, code).query_string() if selected else ""
    return FacetValue(code, label, count, selected, language, remove)


def _terms(facet: Facet, counts: Any, result: SearchResult, terms: SiteTerms, language: str) -> FacetGroup:
    values: dict[int, FacetValue] = {}
    places: dict[str, int] = {}
    for term_id, count in counts.items():
        entry = terms.get(term_id)
        if entry is not None:
            label, spoken = terms.named(term_id, language)
            values[entry.id] = _value(facet, entry.code, label, spoken, count, result)
            values[entry.id].is_group = facet.flat and bool(terms.has_narrower(entry.id))
            places[entry.code] = entry.order
    tops: list[FacetValue] = []
    for term_id, value in values.items():
        entry = terms.get(term_id)
        parent = values.get(entry.parent) if entry and entry.parent and facet.shown_as_tree else None
        (parent.children if parent else tops).append(value)
    for level in [tops, *(value.children for value in values.values())]:
        _sort(level, facet, language, places)
    return FacetGroup(facet, tops, [value for value in values.values() if value.selected])


def _sort(values: list[FacetValue], facet: Facet, language: str, places: dict[str, int]) -> None:
    def by_label(value: FacetValue) -> bytes:
        return collation_key(value.label, language)

    keys: dict[Order, Callable[[FacetValue], Any]] = {
        Order.COUNT: lambda value: (value.is_group, -value.count, by_label(value)),
        Order.LABEL: by_label,
        Order.TERM: lambda value: (places.get(value.code, 0), by_label(value)),
        Order.VALUE: lambda value: list(Depth.values).index(value.code) if value.code in Depth.values else value.code,
    }
    values.sort(key=keys[facet.order])


def chips(groups: Iterable[FacetGroup]) -> list[tuple[Facet, FacetValue]]:
    """Every chosen value, with its facet."""
    return [(group.facet, value) for group in groups for value in group.selected]
