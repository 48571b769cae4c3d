"""Documents and index follow their sources: at commit, after a crash, after changes that no signal told."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from search.documents import Document, DocumentText
from search.engines.embedded import EmbeddedEngine
from search.engines.query import EngineQuery, plain_words
from search.enums import Audience
from search.indexing import AT_COMMIT, Built, Indexer, Reconciled
from search.models import SearchDocument, SearchMark
from search.sources import Registry, UnknownKindError

pytestmark = pytest.mark.django_db(transaction=True)


class Shelf:
    """A source whose documents a test puts on it."""

    kinds = ("practice",)

    def __init__(self):
        self.content: dict[UUID, Document] = {}
        # Keys that it cannot make a document of.
        self.broken: set[UUID] = set()

    def put(self, number, title, **fields):
        document = Document(UUID(int=number), "practice", "en", {"en": DocumentText(title)}, **fields)
        self.content[document.key] = document
        return document.key

    def keys(self):
        return list(self.content)

    def documents(self, keys):
        if self.broken & set(keys):
            raise ValueError("no such zone")
        return [self.content[key] for key in keys if key in self.content]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def worker(shelf):
    sources = Registry()
    sources.register(shelf)
    return Indexer(EmbeddedEngine(chunk_size=4), sources)


def found(worker, word, reader=Audience.PUBLIC):
    result = worker.engine.search(EngineQuery(wordings={"en": plain_words((word,))}, reader=reader))
    return {hit.key for hit in result.hits}


def found_keys(worker):
    return worker.engine.keys(Audience.PUBLIC)


def version(key):
    return SearchDocument.objects.get(key=key).version


def test_a_mark_is_built_at_commit_and_not_before(worker, shelf):
    with transaction.atomic():
        key = shelf.put(1, "Water")
        worker.mark_dirty("practice", [key])
        assert found(worker, "water") == set()
    assert found(worker, "water") == {key}
    assert version(key) == 1


def test_a_mark_that_is_rolled_back_leaves_nothing(worker, shelf):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        worker.mark_dirty("practice", [shelf.put(1, "Water")])
        1 / 0  # noqa: B018
    assert not SearchMark.objects.exists()
    assert worker.sweep() == Built()


def test_all_that_a_transaction_marks_is_built_together(worker, shelf):
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        keys = [shelf.put(number, "Water") for number in range(3)]
        for key in (*keys, *keys):
            worker.mark_dirty("practice", [key])
    assert found(worker, "water") == set(keys)
    assert [version(key) for key in keys] == [1, 1, 1]
    written = [query["sql"] for query in captured if 'INSERT INTO "search_searchentry"' in query["sql"]]
    assert len(written) == 1


@pytest.mark.parametrize("first", [True, False])
def test_a_savepoint_that_is_rolled_back_takes_only_its_own_mark(worker, shelf, first):
    with transaction.atomic():
        if not first:
            kept = shelf.put(1, "Water")
            worker.mark_dirty("practice", [kept])
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            worker.mark_dirty("practice", [shelf.put(2, "Water")])
            1 / 0  # noqa: B018
        if first:
            kept = shelf.put(1, "Water")
            worker.mark_dirty("practice", [kept])
    assert found(worker, "water") == {kept}
    assert list(SearchDocument.objects.values_list("key", flat=True)) == [kept]


def test_each_build_makes_the_version_one_higher_also_over_a_deletion(worker, shelf):
    key = shelf.put(1, "Water")
    worker.mark_dirty("practice", [key])
    shelf.put(1, "Fire")
    worker.mark_dirty("practice", [key])
    assert (found(worker, "water"), found(worker, "fire"), version(key)) == (set(), {key}, 2)
    del shelf.content[key]
    worker.mark_dirty("practice", [key])
    assert (found(worker, "fire"), version(key)) == (set(), 3)
    shelf.put(1, "Water")
    worker.mark_dirty("practice", [key])
    assert (found(worker, "water"), version(key)) == ({key}, 4)


def test_a_document_that_becomes_the_members_disappears_for_others(worker, shelf):
    key = shelf.put(1, "Water")
    worker.mark_dirty("practice", [key])
    shelf.content[key] = replace(shelf.content[key], audience=Audience.MEMBERS)
    worker.mark_dirty("practice", [key])
    assert found(worker, "water") == set()
    assert found(worker, "water", Audience.MEMBERS) == {key}
    assert worker.engine.keys(Audience.PUBLIC) == set()


def test_sweep_builds_what_a_crash_left(worker, shelf):
    key = shelf.put(1, "Water")
    worker._mark("practice", [key])
    assert found(worker, "water") == set()
    assert worker.sweep() == Built(1)
    assert found(worker, "water") == {key}
    assert worker.sweep() == Built()


def test_a_failing_source_stops_no_commit_and_is_swept_later(worker, shelf, monkeypatch):
    key = shelf.put(1, "Water")

    def fail(keys):
        raise RuntimeError("source broken")

    with monkeypatch.context() as broken:
        broken.setattr(shelf, "documents", fail)
        worker.mark_dirty("practice", [key])
    assert SearchMark.objects.get().key == key
    worker.sweep()
    assert found(worker, "water") == {key}


def test_one_document_that_cannot_be_built_stops_no_other(worker, shelf, caplog):
    keys = [shelf.put(number, "Water") for number in range(120)]
    shelf.broken = {keys[0], keys[70]}
    worker._mark("practice", keys)
    reason = "ValueError: no such zone"
    assert worker.sweep() == Built(118, {keys[0]: reason, keys[70]: reason})
    assert found_keys(worker) == set(keys) - shelf.broken
    assert set(SearchMark.objects.values_list("key", flat=True)) == shelf.broken
    assert str(keys[70]) in caplog.text
    shelf.broken = set()
    assert worker.sweep() == Built(2)
    assert found_keys(worker) == set(keys)


def test_one_document_that_the_index_refuses_stops_no_other(worker, shelf, monkeypatch):
    good, bad = shelf.put(1, "Water"), shelf.put(2, "Fire")
    real = worker.engine.index

    def index(documents):
        documents = list(documents)
        if bad in {document.key for document in documents}:
            raise OverflowError("too much")
        real(documents)

    monkeypatch.setattr(worker.engine, "index", index)
    worker._mark("practice", [good, bad])
    assert worker.sweep() == Built(1, {bad: "OverflowError: too much"})
    assert SearchMark.objects.get().key == bad
    # Nothing of it was written: as a whole or not at all.
    assert SearchDocument.objects.get(key=bad).deleted


def test_a_commit_builds_all_but_the_document_that_cannot_be(worker, shelf):
    keys = [shelf.put(number, "Water") for number in range(60)]
    shelf.broken = {keys[0]}
    worker.mark_dirty("practice", keys)
    assert found_keys(worker) == set(keys[1:])
    assert SearchMark.objects.get().key == keys[0]


def test_a_commit_tries_no_more_than_its_share_if_nothing_can_be_built(worker, shelf):
    keys = [shelf.put(number, "Water") for number in range(AT_COMMIT + 3)]
    shelf.broken = set(keys[:AT_COMMIT])
    worker.mark_dirty("practice", keys)
    assert found(worker, "water") == set()
    assert len(worker.sweep().failed) == AT_COMMIT
    assert found(worker, "water") == set(keys[AT_COMMIT:])


def test_reconcile_mends_all_but_what_cannot_be_read_and_takes_nothing_of_it_away(worker, shelf):
    keys = [shelf.put(number, "Water") for number in range(5)]
    worker.mark_dirty("practice", keys)
    for number in range(4):
        shelf.put(number, "Fire")
    new = shelf.put(9, "Fire")
    shelf.broken = {keys[0], new}
    reason = "ValueError: no such zone"
    expected = Reconciled(6, missing=0, obsolete=0, different=3, index=0, failed={keys[0]: reason, new: reason})
    assert worker.reconcile() == expected
    assert (found(worker, "water"), found(worker, "fire")) == ({keys[0], keys[4]}, set(keys[1:4]))
    # Each sweep tries them again, however often they were compared.
    assert worker.reconcile().failed == expected.failed
    assert SearchMark.objects.count() == 2
    shelf.broken = set()
    assert worker.sweep() == Built(2)
    assert found(worker, "fire") == {keys[0], new, *keys[1:4]}


def test_a_lost_database_is_no_documents_fault(worker, shelf, monkeypatch):
    worker._mark("practice", [shelf.put(1, "Water")])
    shelf.broken = set(shelf.content)
    monkeypatch.setattr(type(connections["default"]), "is_usable", lambda self: False)
    with pytest.raises(ValueError, match="no such zone"):
        worker.sweep()
    with pytest.raises(ValueError, match="no such zone"):
        worker.reconcile()


def test_keys_of_a_transaction_that_was_rolled_back_take_nobodys_place(worker, shelf):
    lost = [shelf.put(number, "Fire") for number in range(AT_COMMIT + 3)]
    with pytest.raises(RuntimeError), transaction.atomic():
        worker.mark_dirty("practice", lost)
        raise RuntimeError
    key = shelf.put(AT_COMMIT + 3, "Water")
    worker.mark_dirty("practice", [key])
    assert found_keys(worker) == {key}


def test_reconcile_mends_what_no_signal_told(worker, shelf):
    same, changed, gone = (shelf.put(number, "Water") for number in (1, 2, 3))
    worker.mark_dirty("practice", [same, changed, gone])
    shelf.put(2, "Fire")
    del shelf.content[gone]
    new = shelf.put(4, "Water")
    assert worker.reconcile() == Reconciled(checked=3, missing=1, obsolete=1, different=1, index=0)
    assert found(worker, "water") == {same, new}
    assert found(worker, "fire") == {changed}
    assert worker.reconcile().mended == 0
    assert version(same) == 1


def test_reconcile_mends_an_index_that_lost_or_kept_documents(worker, shelf):
    key = shelf.put(1, "Water")
    worker.mark_dirty("practice", [key])
    stray = UUID(int=9)
    worker.engine.index([Document(stray, "practice", "en", {"en": DocumentText("Water")})])
    worker.engine.delete([key])
    assert worker.reconcile().index == 2
    assert found(worker, "water") == {key}


@pytest.mark.parametrize("anew", [False, True])
def test_reconcile_mends_an_index_that_has_another_version_of_a_document(worker, shelf, anew):
    keys = {shelf.put(number, "Water") for number in (1, 2)}
    worker.mark_dirty("practice", keys)
    if anew:
        worker.rebuild()
    assert worker.reconcile().mended == 0
    worker.engine.index([replace(shelf.content[UUID(int=1)], texts={"en": DocumentText("Fire")})])
    assert found(worker, "fire") == {UUID(int=1)}
    assert worker.reconcile().index == 1
    assert (found(worker, "water"), found(worker, "fire")) == (keys, set())
    assert worker.reconcile().mended == 0


def test_lost_keys_are_marked_together(worker, shelf):
    keys = [shelf.put(number, "Water") for number in range(6)]
    worker.mark_dirty("practice", keys)
    worker.engine.clear()
    with CaptureQueriesContext(connection) as captured:
        assert worker.reconcile().index == 6
    assert len([query for query in captured if 'INSERT INTO "search_searchmark"' in query["sql"]]) == 1
    assert found(worker, "water") == set(keys)


def test_a_commit_builds_the_first_it_marked_and_leaves_what_is_too_much_to_sweep(worker, shelf):
    keys = [shelf.put(number, "Water") for number in reversed(range(AT_COMMIT + 3))]
    worker.mark_dirty("practice", keys)
    assert found_keys(worker) == set(keys[:AT_COMMIT])
    assert worker.sweep() == Built(3)
    assert found_keys(worker) == set(keys)


def test_a_rebuild_reads_the_stored_documents(worker, shelf):
    keys = {
        shelf.put(number, "Water \0 and fire", year=2020, terms={"theme": frozenset({3})}) for number in range(1, 8)
    }
    worker.mark_dirty("practice", keys)
    query = EngineQuery(wordings={"en": plain_words(("fire",))}, facets=("theme", "year"))
    before = worker.engine.search(query)
    assert worker.rebuild() == 7
    after = worker.engine.search(query)
    assert {hit.key for hit in after.hits} == {hit.key for hit in before.hits} == keys
    assert after.counts == before.counts == {"theme": {3: 7}, "year": {2020: 7}}


def test_a_kind_needs_a_source(worker):
    with pytest.raises(UnknownKindError, match="register one"):
        worker.mark_dirty("recipe", [UUID(int=1)])


def test_two_sources_of_one_kind_are_refused(worker):
    with pytest.raises(ValueError, match="two sources"):
        worker.sources.register(Shelf())
