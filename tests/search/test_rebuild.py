"""A rebuild goes on beside changes and searches: nothing is lost, nothing brought back, no moment without results."""

from uuid import UUID

import pytest

from search.documents import Document, DocumentText
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.state import SupersededError
from search.engines.query import EngineQuery, plain_words
from search.enums import Audience
from search.models import SearchChunk, SearchEntry, SearchGeneration, SearchPosting, SearchTitles

pytestmark = pytest.mark.django_db


def practice(number, title="Water"):
    return Document(UUID(int=number), "practice", "en", {"en": DocumentText(title)})


class Interrupted:
    """A corpus that does something before its third document is read for the build (the second reading)."""

    def __init__(self, documents, action):
        self.documents, self.action, self.readings = documents, action, 0

    def __iter__(self):
        self.readings += 1
        for place, document in enumerate(self.documents):
            if self.readings == 2 and place == 2:
                self.action()
            yield document


@pytest.fixture
def engine():
    return EmbeddedEngine(chunk_size=2)


def titles(engine, word):
    return {hit.key.int for hit in engine.search(EngineQuery(wordings={"en": plain_words((word,))})).hits}


def test_changes_made_meanwhile_win(engine):
    old = [practice(number) for number in range(1, 6)]
    engine.index(old)

    def change():
        engine.index([practice(1, "Fire"), practice(5, "Fire"), practice(7, "Fire")])
        engine.delete([UUID(int=2), UUID(int=4)])
        # The old generation answers, with the changes.
        assert (titles(engine, "water"), titles(engine, "fire")) == ({3}, {1, 5, 7})

    engine.rebuild(Interrupted(old, change))
    assert (titles(engine, "water"), titles(engine, "fire")) == ({3}, {1, 5, 7})
    assert {key.int for key in engine.keys(Audience.PUBLIC)} == {1, 3, 5, 7}


def test_of_two_rebuilds_the_later_one_goes_on(engine):
    old = [practice(number) for number in range(1, 6)]
    with pytest.raises(SupersededError, match="Another rebuild"):
        engine.rebuild(Interrupted(old, lambda: engine.rebuild(old)))
    assert titles(engine, "water") == {1, 2, 3, 4, 5}


def test_nothing_of_an_old_generation_is_left(engine):
    for _time in range(3):
        engine.rebuild([practice(number) for number in range(1, 6)])
    (generation,) = SearchGeneration.objects.values_list("pk", flat=True)
    for model in (SearchChunk, SearchEntry, SearchPosting, SearchTitles):
        assert set(model.objects.values_list("generation", flat=True)) == {generation}


def test_a_generator_is_refused(engine):
    with pytest.raises(TypeError, match="twice"):
        engine.rebuild(practice(number) for number in range(3))


def test_a_slot_that_gets_free_is_used_again(engine):
    engine.index([practice(number) for number in range(1, 5)])
    engine.delete([UUID(int=1), UUID(int=4)])
    engine.index([practice(8), practice(9)])
    assert SearchChunk.objects.count() == 2
    assert titles(engine, "water") == {2, 3, 8, 9}


def test_deleting_everything_leaves_no_rows(engine):
    engine.index([practice(number) for number in range(1, 5)])
    engine.delete([UUID(int=number) for number in range(1, 5)])
    for model in (SearchChunk, SearchEntry, SearchPosting, SearchTitles):
        assert not model.objects.exists()


def test_an_update_writes_only_what_changed(engine, django_assert_num_queries):
    engine.index([practice(1, "Water and fire"), practice(2, "Water and wind")])
    rows = dict(SearchPosting.objects.values_list("token", "pk"))
    engine.index([practice(1, "Water and rain"), practice(2, "Water and wind")])
    after = dict(SearchPosting.objects.values_list("token", "pk"))
    assert "w:en:fire" not in after
    assert all(after[token] == pk for token, pk in rows.items() if token != "w:en:fire")
