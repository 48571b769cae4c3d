"""Compares the index with what the documents say, list by list: for tests and the benchmark's writers."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from search.documents import Document
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.vectors import Vector, is_word, numbers
from search.models import SearchChunk, SearchEntry, SearchPosting

Content = dict[str, dict[UUID, int]]


def expected(engine: EmbeddedEngine, documents: Iterable[Document]) -> Content:
    """What a fresh build with the same average lengths would hold: token → key → impact."""
    row = engine.state.current()
    content: Content = defaultdict(dict)
    if row is None or row.active is None:
        return content
    averages = engine.state.open(row.active).averages
    for document in documents:
        for token, impact in Vector.of(document, averages).tokens.items():
            content[f"{document.audience.value}/{token}"][document.key] = impact
    return content


def actual(engine: EmbeddedEngine) -> Content:
    """What the generation that answers holds."""
    row = engine.state.current()
    content: Content = defaultdict(dict)
    if row is None or row.active is None:
        return content
    entries = SearchEntry.objects.using(engine.using).filter(generation=row.active)
    places = {(chunk, ordinal): key for chunk, ordinal, key in entries.values_list("chunk", "ordinal", "key")}
    for posting in SearchPosting.objects.using(engine.using).filter(generation=row.active).iterator():
        ordinals = numbers(bytes(posting.ordinals)).tolist()
        impacts = numbers(bytes(posting.impacts)).tolist() if is_word(posting.token) else [0] * len(ordinals)
        found = content[f"{posting.audience}/{posting.token}"]
        for ordinal, impact in zip(ordinals, impacts, strict=True):
            found[places[posting.chunk, ordinal]] = impact
    return content


def size_of(engine: EmbeddedEngine) -> int:
    """The documents that the chunks of the generation that answers count."""
    row = engine.state.current()
    if row is None or row.active is None:
        return 0
    chunks = SearchChunk.objects.using(engine.using).filter(generation=row.active)
    return sum(chunks.values_list("size", flat=True))


def differences(engine: EmbeddedEngine, documents: Iterable[Document]) -> list[str]:
    """The tokens whose lists differ, each once; empty for an index that equals a fresh build."""
    wanted, found = expected(engine, documents), actual(engine)
    return sorted(token for token in wanted.keys() | found.keys() if wanted.get(token) != found.get(token))
