"""The row that every writer locks, and the generations it names."""

import json
from dataclasses import asdict

from search.analysis import fingerprint
from search.engines.embedded.dictionary import Dictionary
from search.models import SearchChunk, SearchEntry, SearchGeneration, SearchIndex, SearchPosting, SearchTitles
from search.ranking import Averages

# A row of postings holds two bytes twice per document and must fit a page of PostgreSQL (8 kB).
LARGEST_CHUNK = 1024
# Rows deleted in one go: a transaction short enough that writers hardly wait for it.
_BATCH = 20_000


class SupersededError(RuntimeError):
    """Another rebuild began meanwhile and took this one's place."""


class Generation:
    """A generation opened for writing: its frozen numbers, and its dictionary, saved when it has grown."""

    def __init__(self, row: SearchGeneration, using: str) -> None:
        self.number = row.pk
        self.using = using
        self.chunk_size = row.chunk_size
        self.averages = Averages(**row.averages)
        self.dictionary = Dictionary.load(row.dictionary)
        self._saved = len(self.dictionary)

    def save(self) -> None:
        if len(self.dictionary) != self._saved:
            text = self.dictionary.dump()
            SearchGeneration.objects.using(self.using).filter(pk=self.number).update(dictionary=text)
            self._saved = len(self.dictionary)


class State:
    """The tables of one database. Every method except ``collect`` runs in the caller's transaction."""

    def __init__(self, using: str, chunk_size: int) -> None:
        if not 1 <= chunk_size <= LARGEST_CHUNK:
            raise ValueError(f"A chunk holds 1 to {LARGEST_CHUNK} documents, not {chunk_size}.")
        self.using = using
        self.chunk_size = chunk_size

    def lock(self) -> SearchIndex:
        """The row of the index, locked until the transaction ends, with a generation that answers.

        Every writer takes this lock and takes it last, so writers wait for each other and never in a circle.
        """
        rows = SearchIndex.objects.using(self.using)
        rows.get_or_create(pk=1)
        row = rows.select_for_update().get(pk=1)
        if row.active is None:
            row.active = self.create(Averages()).number
            row.save(update_fields=["active"])
        return row

    def current(self) -> SearchIndex | None:
        """The row of the index as it is, without a lock."""
        return SearchIndex.objects.using(self.using).filter(pk=1).first()

    def create(self, averages: Averages) -> Generation:
        """A new empty generation that nothing points to yet."""
        row = SearchGeneration.objects.using(self.using).create(
            chunk_size=self.chunk_size, averages=asdict(averages), analysis=fingerprint()
        )
        return Generation(row, self.using)

    def open(self, number: int) -> Generation:
        return Generation(SearchGeneration.objects.using(self.using).get(pk=number), self.using)

    def writable(self, row: SearchIndex) -> list[Generation]:
        """What a write has to reach: the generation that answers, and the one being built."""
        return [self.open(number) for number in (row.active, row.building) if number is not None]

    def collect(self) -> None:
        """Deletes the rows of generations that nothing points to any more, in short transactions."""
        rows = SearchGeneration.objects.using(self.using)
        # The generations first: one that is created meanwhile must not look like one that nothing points to.
        found = list(rows.values_list("pk", flat=True))
        index = self.current()
        kept = (index.active, index.building) if index else ()
        for number in (number for number in found if number not in kept):
            for model in (SearchPosting, SearchEntry, SearchTitles, SearchChunk):
                old = model._default_manager.using(self.using).filter(generation=number).order_by("pk")
                while batch := list(old.values_list("pk", flat=True)[:_BATCH]):
                    old.filter(pk__gte=batch[0], pk__lte=batch[-1]).delete()
            rows.filter(pk=number).delete()


def decode(text: str) -> dict[str, int]:
    """The documents per language of a chunk."""
    return dict(json.loads(text))
