"""The terms of pages as readers see them: the source that ``kb.terms`` asks. Each leads to the search for it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from kb.context import address
from kb.terms import ShownTerm, TermGroup
from search.facets import BY_NAME
from taxonomy.directory import Directory, Entry, directory
from taxonomy.enums import Scheme
from taxonomy.models import PageTerm
from taxonomy.schemes import SCHEMES

# Schemes whose terms are steps from less to more, in the editors' order.
SCALES = frozenset({Scheme.MATURITY, Scheme.EVIDENCE_LEVEL})


def shown_terms(keys: Collection[UUID], language: str) -> Mapping[UUID, Sequence[TermGroup]]:
    """The terms of each set of translations, its original's, by scheme in the order of forms. One query."""
    known, search = directory(), address("search", language)
    entries: dict[UUID, dict[str, dict[int, Entry]]] = defaultdict(lambda: defaultdict(dict))
    rows = PageTerm.objects.filter(page__original_record__translation_key__in=keys).order_by("sort_order", "pk")
    for key, term_id in rows.values_list("page__translation_key", "term_id"):
        if (entry := known.get(term_id)) is not None:
            entries[key][entry.scheme].setdefault(entry.id, entry)
    return {key: _groups(by_scheme, known, search, language) for key, by_scheme in entries.items()}


def _groups(
    by_scheme: Mapping[str, Mapping[int, Entry]], known: Directory, search: str, language: str
) -> list[TermGroup]:
    return [
        TermGroup(
            scheme,
            SCHEMES[scheme].scheme.label,
            [_shown(entry, known, search, language) for entry in by_scheme[scheme].values()],
            names_organisation=scheme == Scheme.ORGANISATION,
        )
        for scheme in SCHEMES
        if scheme in by_scheme
    ]


def _shown(entry: Entry, known: Directory, search: str, language: str) -> ShownTerm:
    text, spoken = entry.named(language)
    url = f"{search}?{urlencode({entry.scheme: entry.code})}" if entry.scheme in BY_NAME else ""
    goal = None
    if entry.scheme == Scheme.SDG:
        goal = int(([entry.code] + [wider.code for i in known.ancestors(entry.id) if (wider := known.get(i))])[-1])
    return ShownTerm(text, spoken, url, goal, entry.code, entry.id, _step(entry, known))


def _step(entry: Entry, known: Directory) -> tuple[int, int] | None:
    if entry.scheme not in SCALES:
        return None
    steps = [step.id for step in known.roots(entry.scheme)]
    return steps.index(entry.id) + 1, len(steps)
