"""The words of the corpus: what queries typed without marks, with unknown endings or with a slip are compared with."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q

from search.analysis import LONGEST_TOKEN, analyser, surfaces
from search.documents import Document
from search.engines.embedded.lists import batches
from search.engines.embedded.statement import ACTIVE
from search.enums import Audience
from search.models import SearchPosting, SearchWord
from search.spelling import slips, slips_allowed

_BATCH = 400
# The first letters that the inflections of a word share with it, and how many of its last ones may differ.
SHORTEST_STEM, LONGEST_ENDING = 5, 3
# Words taken for inflections of an unknown one, in one language: those nearest in length.
MOST_INFLECTIONS = 12
# Words taken for what an unknown one was meant to be, in one language.
MOST_NEAR = 3
# After every letter: the end of a range of words that begin alike.
_LAST = "\U0010ffff"
# Words looked at for all unknown ones of a query.
MOST_READ = 4_000


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of public texts. ``surface`` is its token, ``forms`` its other ones."""

    language: str
    written: str
    surface: str
    forms: tuple[str, ...]


Place = tuple[str, str]


def record(documents: Iterable[Document], using: str = DEFAULT_DB_ALIAS, anew: bool = False) -> None:
    """Adds the words of public texts that are not there yet. ``anew``: gives those that are their forms of today."""
    rows: dict[Place, SearchWord] = {}
    for document in documents:
        if document.audience == Audience.PUBLIC:
            for language, text in document.texts.items():
                for content in (text.title, text.summary, text.body):
                    _collect(rows, content, language)
    table = SearchWord.objects.using(using)
    if anew:
        table.bulk_create(
            (rows[place] for place in sorted(rows)),
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["language", "written"],
            update_fields=["surface", "backwards", "forms"],
        )
        return
    for places in batches(sorted(rows), _BATCH):
        by_language: dict[str, list[str]] = defaultdict(list)
        for language, written in places:
            by_language[language].append(written)
        present = {
            (language, written)
            for language, words in by_language.items()
            for written in table.filter(language=language, written__in=words).values_list("written", flat=True)
        }
        table.bulk_create((rows[place] for place in places if place not in present), ignore_conflicts=True)


def _collect(rows: dict[Place, SearchWord], content: str, language: str) -> None:
    of_language = analyser(language)
    for surface in set(surfaces(content)):
        written = of_language.normal(surface)
        forms = of_language.forms(surface)
        if forms is None or (language, written) in rows or not any(letter.isalpha() for letter in written):
            continue
        rows[language, written] = SearchWord(
            language=language,
            written=written,
            surface=forms.all[0],
            backwards=forms.all[0][::-1],
            forms=" ".join(forms.all[1:]),
        )


def prune(using: str = DEFAULT_DB_ALIAS) -> int:
    """Deletes the words that no public text has any more, and returns their number."""
    words, postings = SearchWord._meta.db_table, SearchPosting._meta.db_table
    # Model names and numbers, never input.
    sql = (
        f"DELETE FROM {words} WHERE NOT EXISTS (SELECT 1 FROM {postings} WHERE generation = {ACTIVE} "  # noqa: S608
        f"AND audience = {Audience.PUBLIC.value} AND token = 'w:' || {words}.language || ':' || {words}.surface)"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def look_up(surfaces: Collection[str], using: str = DEFAULT_DB_ALIAS) -> dict[Place, list[KnownWord]]:
    """The words that are written so without their marks, by language and surface."""
    found: dict[Place, list[KnownWord]] = defaultdict(list)
    for word in _words(SearchWord.objects.using(using).filter(surface__in=set(surfaces)).order_by("written")):
        found[word.language, word.surface].append(word)
    return dict(found)


def inflections(places: Collection[Place], using: str = DEFAULT_DB_ALIAS) -> dict[Place, list[KnownWord]]:
    """Per (language, surface) the words that begin as it does, as inflections would: at most ``MOST_INFLECTIONS``.

    One statement for all; short words have none.
    """
    stems = {place: stem for place in places if (stem := stem_of(place[1]))}
    if not stems:
        return {}
    ranges = Q()
    for (language, _surface), stem in sorted(stems.items()):
        ranges |= Q(language=language, surface__gte=stem, surface__lt=stem + _LAST)
    table = SearchWord.objects.using(using).filter(ranges).order_by("surface", "language", "written")
    words = list(_words(table[:MOST_READ]))
    found: dict[Place, list[KnownWord]] = {}
    for language, surface in stems:
        alike = [
            w for w in words if w.language == language and w.surface != surface and is_inflection(surface, w.surface)
        ]
        alike.sort(key=lambda word: (abs(len(word.surface) - len(surface)), word.surface, word.written))
        found[language, surface] = alike[:MOST_INFLECTIONS]
    return found


def near(places: Collection[Place], using: str = DEFAULT_DB_ALIAS) -> dict[Place, list[KnownWord]]:
    """Per (language, surface) the words that differ from it by a slip or two, the nearest first: ``MOST_NEAR`` at most.

    One statement for all. One half of a word with a slip is whole, so that it begins or ends as the right one does.
    """
    ranges = Q()
    for language, surface in sorted(places):
        if slips_allowed(surface):
            half = max(2, len(surface) // 2 - 1)
            begin, end = surface[:half], surface[::-1][:half]
            ranges |= Q(language=language, surface__gte=begin, surface__lt=begin + _LAST)
            ranges |= Q(language=language, backwards__gte=end, backwards__lt=end + _LAST)
    if not ranges:
        return {}
    words = list(_words(SearchWord.objects.using(using).filter(ranges).order_by("surface", "language")[:MOST_READ]))
    found: dict[Place, list[KnownWord]] = {}
    for language, surface in places:
        most = slips_allowed(surface)
        close = [(distance, abs(len(w.surface) - len(surface)), w.surface[:1] != surface[:1], w.surface, w.written, w)
                 for w in words
                 if w.language == language and w.surface != surface
                 and (distance := slips(surface, w.surface, most)) is not None]  # fmt: skip
        found[language, surface] = [entry[-1] for entry in sorted(close, key=lambda entry: entry[:-1])[:MOST_NEAR]]
    return found


def is_inflection(one: str, other: str) -> bool:
    """Whether two words may be inflections of one: all but the last letters are the same."""
    return bool(stem_of(one) and stem_of(other)) and one.startswith(stem_of(other)) and other.startswith(stem_of(one))


def stem_of(surface: str) -> str:
    """The beginning that inflections of an unknown word have in common; empty for a short one."""
    length = max(SHORTEST_STEM, len(surface) - LONGEST_ENDING)
    return surface[:length] if len(surface) >= SHORTEST_STEM and len(surface) < LONGEST_TOKEN else ""


def _words(rows: Iterable[SearchWord]) -> Iterable[KnownWord]:
    for row in rows:
        yield KnownWord(row.language, row.written, row.surface, tuple(row.forms.split()))
