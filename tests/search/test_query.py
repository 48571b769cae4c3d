"""The whole way from a query string to the counts on the page."""

from uuid import UUID

import pytest
from django.http import QueryDict

from search.documents import Document, DocumentText
from search.engines.embedded import EmbeddedEngine
from search.engines.query import plain_words
from search.enums import Audience
from search.facets import FACETS
from search.parsing import parse_request
from search.query import answer, engine_query
from tests.search.directory import DIRECTORY

pytestmark = pytest.mark.django_db

ANCESTORS = {1: {1}, 2: {1, 2}, 3: {1, 2, 3}, 4: {4}}


@pytest.fixture
def engine():
    engine = EmbeddedEngine(chunk_size=2)
    for number, theme in enumerate((1, 2, 3, 3, 4), start=1):
        text = DocumentText(f"Practice {number}", members_body="confidential" if number == 5 else "")
        terms = {"theme": frozenset(ANCESTORS[theme])}
        engine.index([Document(UUID(int=number), "practice", "en", {"en": text}, terms=terms, year=2010 + number)])
    return engine


def ask(engine, query_string, reader=Audience.PUBLIC, **given_too):
    request, _problems = parse_request(QueryDict(query_string), DIRECTORY, "en", kinds=("practice",), **given_too)
    return answer(engine, request, DIRECTORY, reader)


def test_parents_count_each_document_once(engine):
    assert ask(engine, "").counts["theme"] == {1: 4, 2: 3, 3: 2, 4: 1}


def test_a_chosen_child_narrows_its_chosen_parent(engine):
    assert ask(engine, "theme=migration").total == 4
    assert ask(engine, "theme=migration&theme=work").total == 2
    assert ask(engine, "theme=migration&theme=water&theme=work").total == 3


def test_counts_leave_out_their_own_selection_only(engine):
    result = ask(engine, "theme=work&year_from=2013&year_to=2013")
    assert result.total == 1
    assert result.counts["theme"] == {1: 1, 2: 1, 3: 1}
    assert result.counts["year"] == {2013: 1, 2014: 1}
    assert result.without == {"theme": 1, "year": 2}


def test_chosen_values_are_counted_when_nothing_has_them(engine):
    result = ask(engine, "theme=water&theme=migration&country=SI&country=europe&year_to=2012")
    assert result.total == 0
    assert result.counts["country"] == {10: 0, 11: 0}
    assert result.counts["theme"] == {1: 0, 4: 0}


def test_words_of_members_texts_are_found_by_members_only(engine):
    assert ask(engine, "q=confidential").total == 0
    assert ask(engine, "q=confidential", Audience.MEMBERS).total == 1


def test_the_page_given_is_in_the_request_of_the_result(engine):
    result = ask(engine, "page=999999999")
    assert (result.request.page, result.pages, result.total) == (1, 1, 5)


def test_a_word_given_twice_counts_once():
    request, _problems = parse_request(QueryDict("q=Water+water+W%C3%A4ter"), DIRECTORY, "en", kinds=())
    query, _understood = engine_query(request, DIRECTORY)
    assert query.wordings["en"] == plain_words(("water",))


def test_every_facet_has_a_label_and_a_name_of_its_own():
    assert len({facet.name for facet in FACETS}) == len({str(facet.label) for facet in FACETS}) == len(FACETS) == 18
