"""Changes to a generation: which slots, which rows. The caller holds the lock of the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from search.engines.embedded.chunk import Chunk
from search.engines.embedded.lists import Lists
from search.engines.embedded.state import Generation
from search.engines.embedded.vectors import Prepared, Vector
from search.enums import Audience
from search.models import SearchChunk, SearchEntry


@dataclass
class _Edit:
    """What changes in one chunk."""

    chunk: Chunk
    free: list[int]
    tokens: dict[str, dict[int, tuple[int, tuple[int, ...]] | None]] = field(default_factory=lambda: defaultdict(dict))
    titles: dict[str, dict[int, bytes | None]] = field(default_factory=lambda: defaultdict(dict))

    def diff(self, ordinal: int, old: Vector, new: Vector) -> None:
        """Notes what the step from one vector to the other changes in the lists."""
        for token in old.tokens.keys() - new.tokens.keys():
            self.tokens[token][ordinal] = None
        for token in new.tokens:
            entry = new.entry(token)
            if token not in old.tokens or old.entry(token) != entry:
                self.tokens[token][ordinal] = entry
        for language in old.titles.keys() - new.titles.keys():
            self.titles[language][ordinal] = None
        for language, key in new.titles.items():
            if old.titles.get(language) != key:
                self.titles[language][ordinal] = key


class Writer:
    """Puts and removes documents; ``save`` writes what that changed. Used once."""

    def __init__(self, generation: Generation, keys: Collection[UUID]) -> None:
        self.generation = generation
        self.using = generation.using
        found = SearchEntry.objects.using(self.using).filter(generation=generation.number, key__in=list(keys))
        self.entries: dict[UUID, SearchEntry] = {entry.key: entry for entry in found}
        self._edits: dict[int, _Edit] = {}
        self._open: dict[int, list[int]] = {}
        self._moved: list[UUID] = []
        self._written: dict[UUID, SearchEntry] = {}

    def put(self, prepared: Prepared) -> None:
        """The document in the place of what is there of its key."""
        key = prepared.document.key
        entry = self.entries.get(key)
        if entry is not None and entry.chunk is not None and entry.audience != prepared.audience:
            self._clear(entry)
            entry = None
        if entry is None or entry.chunk is None or entry.ordinal is None:
            number, ordinal = self._slot(prepared.audience)
            old = Vector()
        else:
            number, ordinal = entry.chunk, entry.ordinal
            old = Vector.unpack(bytes(entry.vector))
        edit = self._edit(number, prepared.audience)
        edit.diff(ordinal, old, prepared.vector)
        edit.chunk.put(ordinal, prepared.document, self.generation.dictionary)
        if entry is None or entry.chunk is None or _differs(entry, prepared):
            self._note(key, prepared.audience, number, ordinal, prepared.packed, prepared.document.version)

    def remove(self, key: UUID, tombstone: bool) -> None:
        """The document out. ``tombstone``: remember it, so that the build that goes on does not bring it back."""
        entry = self.entries.get(key)
        if entry is not None and entry.chunk is not None:
            self._clear(entry)
        if tombstone:
            self._note(key, Audience.PUBLIC, None, None, b"")

    def save(self) -> None:
        """Writes rows of lists, chunks, entries and the dictionary, in this order."""
        for number, edit in sorted(self._edits.items()):
            lists = Lists(self.generation.number, edit.chunk.audience, number, self.using)
            lists.change(edit.tokens)
            lists.change_titles(edit.titles)
            edit.chunk.save(self.generation.dictionary, self.using)
        entries = SearchEntry.objects.using(self.using)
        if self._moved:
            entries.filter(generation=self.generation.number, key__in=self._moved).delete()
        if self._written:
            save_entries(self._written.values(), self.using)
        self.generation.save()

    def _note(
        self, key: UUID, audience: int, chunk: int | None, ordinal: int | None, vector: bytes, version: int = 0
    ) -> None:
        self._written[key] = self.entries[key] = SearchEntry(
            generation=self.generation.number,
            key=key,
            version=version,
            audience=audience,
            chunk=chunk,
            ordinal=ordinal,
            vector=vector,
        )

    def _clear(self, entry: SearchEntry) -> None:
        if entry.chunk is None or entry.ordinal is None:
            return
        edit = self._edit(entry.chunk, entry.audience)
        edit.diff(entry.ordinal, Vector.unpack(bytes(entry.vector)), Vector())
        edit.chunk.remove(entry.ordinal)
        edit.free.append(entry.ordinal)
        self._moved.append(entry.key)
        self._written.pop(entry.key, None)
        self.entries.pop(entry.key, None)

    def _edit(self, number: int, audience: int) -> _Edit:
        if number not in self._edits:
            row = SearchChunk.objects.using(self.using).get(
                generation=self.generation.number, audience=audience, number=number
            )
            chunk = Chunk.load(row, self.generation.chunk_size)
            self._edits[number] = _Edit(chunk, chunk.free)
        return self._edits[number]

    def _slot(self, audience: int) -> tuple[int, int]:
        """A free slot of the audience: in the first chunk that has one, else in a new chunk."""
        if audience not in self._open:
            rows = SearchChunk.objects.using(self.using).filter(
                generation=self.generation.number, audience=audience, size__lt=self.generation.chunk_size
            )
            self._open[audience] = list(rows.order_by("number").values_list("number", flat=True))
        numbers = self._open[audience]
        while numbers:
            edit = self._edit(numbers[0], audience)
            if edit.free:
                return numbers[0], edit.free.pop()
            numbers.pop(0)
        number = self._new_number()
        chunk = Chunk(self.generation.number, audience, number, self.generation.chunk_size)
        self._edits[number] = _Edit(chunk, chunk.free)
        numbers.append(number)
        return number, self._edits[number].free.pop()

    def _new_number(self) -> int:
        return max([next_chunk(self.generation) - 1, *self._edits]) + 1


def _differs(entry: SearchEntry, prepared: Prepared) -> bool:
    return entry.version != prepared.document.version or bytes(entry.vector) != prepared.packed


def next_chunk(generation: Generation) -> int:
    """The first chunk number that nothing uses yet."""
    rows = SearchChunk.objects.using(generation.using).filter(generation=generation.number)
    last = rows.order_by("-number").values_list("number", flat=True).first()
    return 0 if last is None else last + 1


def save_entries(entries: Iterable[SearchEntry], using: str) -> None:
    """Writes entries in the place of what was there of their keys."""
    SearchEntry.objects.using(using).bulk_create(
        list(entries),
        batch_size=200,
        update_conflicts=True,
        unique_fields=["generation", "key"],
        update_fields=["version", "audience", "chunk", "ordinal", "vector"],
    )
