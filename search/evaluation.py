"""How good the search is: judged queries and the usual measures of information retrieval.

A judged set is two files of tab-separated lines. Queries: id, language, text. Relevance: query id, source id, grade (1
useful, 2 what was wanted; 0 or none: not relevant). A source id is that of an imported record, or ``page:`` and the
slug of a page's original. What stands before the first ``-`` of a query's id is its kind.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from kb.models import Original
from practices.models import ImportRecord

# Hits that are looked at.
DEPTH = 10
_PAGE = "page:"


class JudgedSetError(Exception):
    """A file of a judged set cannot be used: which line, why, and what it should be."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with the grades of the practices that answer it, by key."""

    id: str
    language: str
    text: str
    grades: Mapping[UUID, int]

    @property
    def kind(self) -> str:
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Measured:
    """One query: the rank of its first relevant hit (1 is the first), None if there is none among the first
    ``DEPTH``, and the normalised discounted cumulative gain of these, 0 to 1."""

    query: JudgedQuery
    rank: int | None
    gain: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Averages over queries: the share with a relevant hit among the first 1, 3 and 10; the mean reciprocal rank of
    the first one; nDCG."""

    queries: int
    hit_1: float
    hit_3: float
    hit_10: float
    reciprocal_rank: float
    gain: float

    @classmethod
    def of(cls, measured: Collection[Measured]) -> "Measures":
        """Raises ``ValueError`` for no query."""
        if not measured:
            raise ValueError("There is no query to measure.")
        ranks = [one.rank for one in measured]

        def within(most: int) -> float:
            return sum(rank is not None and rank <= most for rank in ranks) / len(ranks)

        reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
        gain = sum(one.gain for one in measured) / len(ranks)
        return cls(len(ranks), within(1), within(3), within(DEPTH), reciprocal, gain)


def measure(query: JudgedQuery, found: Sequence[UUID]) -> Measured:
    """``found``: the keys of the hits, the best first."""
    grades = [query.grades.get(key, 0) for key in found[:DEPTH]]
    best = sorted(query.grades.values(), reverse=True)[:DEPTH]
    rank = next((place for place, grade in enumerate(grades, start=1) if grade), None)
    return Measured(query, rank, _gain(grades) / _gain(best))


def _gain(grades: Iterable[int]) -> float:
    """Discounted cumulative gain: a grade is worth 2 to its power, less one."""
    return math.fsum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def grouped(measured: Iterable[Measured], by: Callable[[JudgedQuery], str]) -> dict[str, Measures]:
    """The measures of each group of queries, in the order of the groups' names."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        groups[by(one.query)].append(one)
    return {name: Measures.of(found) for name, found in sorted(groups.items())}


def read(queries: Path, relevant: Path) -> tuple[list[JudgedQuery], list[str]]:
    """The queries that have something relevant on this site, and what of the files is not on it.

    Raises ``JudgedSetError``.
    """
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for line, (query, source, grade) in _lines(relevant, 3):
        if not grade.isdecimal() or int(grade) > 10:
            raise JudgedSetError(f"{relevant}, line {line}: “{grade}” is no grade; write 0, 1 or 2.")
        judged[query][source] = int(grade)
    keys = _keys({source for sources in judged.values() for source in sources})
    found: list[JudgedQuery] = []
    missing = [f"{source}: no page of this site" for source in sorted(set().union(*judged.values()) - keys.keys())]
    seen: set[str] = set()
    for line, (name, language, text) in _lines(queries, 3):
        if name in seen:
            raise JudgedSetError(f"{queries}, line {line}: there is another query “{name}”; each id stands once.")
        seen.add(name)
        grades = {keys[s]: grade for s, grade in judged.get(name, {}).items() if grade and s in keys}
        if grades:
            found.append(JudgedQuery(name, language, text, grades))
        else:
            missing.append(f"{name}: nothing on this site is relevant to it")
    return found, missing


def _lines(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise JudgedSetError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise JudgedSetError(f"{path} is not in UTF-8 (byte {error.start}): save it as UTF-8.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns or not all(cells):
            raise JudgedSetError(f"{path}, line {number}: {columns} cells with tabs between them, not “{line[:60]}”.")
        yield number, cells


def _keys(sources: Collection[str]) -> dict[str, UUID]:
    """The keys of source ids that are on this site."""
    rows = ImportRecord.objects.filter(source_id__in=[s for s in sources if not s.startswith(_PAGE)])
    keys: dict[str, UUID] = dict(rows.values_list("source_id", "translation_key"))
    slugs = [source.removeprefix(_PAGE) for source in sources if source.startswith(_PAGE)]
    originals = Original.objects.filter(page__slug__in=slugs).values_list("page__slug", "translation_key")
    return {**keys, **{f"{_PAGE}{slug}": key for slug, key in originals}}
