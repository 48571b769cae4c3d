"""Every engine answers as the plain reference does: totals, counts, order, scores. Run on the database of the run."""

import os
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import Document, DocumentText
from search.engines.embedded import EmbeddedEngine
from search.engines.query import EngineQuery, plain_words
from search.enums import Audience
from tests.plugin import ON_POSTGRESQL
from tests.search import strategies
from tests.search.reference import ReferenceEngine

pytestmark = pytest.mark.django_db

# The database only keeps what is the same code's on both: in the everyday run the second one gets fewer examples.
EXAMPLES = 40 if ON_POSTGRESQL and not os.environ.get("CI") else 120
generated = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("index"), strategies.corpora),
        st.tuples(st.just("delete"), st.lists(strategies.keys, max_size=8)),
        st.tuples(st.just("rebuild"), st.just(())),
        st.tuples(st.just("clear"), st.just(())),
    ),
    max_size=4,
)


@pytest.fixture
def engine() -> EmbeddedEngine:
    return EmbeddedEngine(chunk_size=4)


def latest(documents):
    """One document per key, the last one of each."""
    return list({document.key: document for document in documents}.values())


def take(step, engine, reference):
    name, given_to_it = step
    if name == "index":
        engine.index(given_to_it)
        reference.index(given_to_it)
    elif name == "delete":
        engine.delete(given_to_it)
        reference.delete(given_to_it)
    elif name == "rebuild":
        everything = list(reference.documents.values())
        assert engine.rebuild(everything) == reference.rebuild(everything)
    else:
        engine.clear()
        reference.clear()


@generated
@given(corpus=strategies.corpora, queries=st.lists(strategies.queries, min_size=1, max_size=6))
def test_answers_as_the_reference_after_a_rebuild(engine, corpus, queries):
    reference = ReferenceEngine()
    engine.clear()
    corpus = latest(corpus)
    assert engine.rebuild(corpus) == reference.rebuild(corpus)
    for query in queries:
        assert engine.search(query) == reference.search(query)


@generated
@given(first=strategies.corpora, changes=steps, queries=st.lists(strategies.queries, min_size=1, max_size=4))
def test_answers_as_the_reference_after_every_change(engine, first, changes, queries):
    reference = ReferenceEngine()
    engine.clear()
    for step in [("index", first), *changes]:
        take(step, engine, reference)
        for query in queries:
            assert engine.search(query) == reference.search(query)
    for reader in Audience:
        assert engine.keys(reader) == reference.keys(reader)


@pytest.mark.care("search document", "counts")
@generated
@given(corpus=strategies.corpora, queries=st.lists(strategies.queries, min_size=1, max_size=6))
def test_a_public_answer_is_the_same_without_members_documents_and_texts(engine, corpus, queries):
    public = [
        replace(document, texts={code: replace(text, members_body="") for code, text in document.texts.items()})
        for document in latest(corpus)
        if document.audience == Audience.PUBLIC
    ]
    asked = [replace(query, reader=Audience.PUBLIC) for query in queries]
    answers = []
    for documents in (latest(corpus), public):
        engine.clear()
        engine.rebuild(documents)
        engine.index(documents)
        answers.append([repr(engine.search(query)).encode() for query in asked])
    assert answers[0] == answers[1]


@pytest.fixture
def executed(monkeypatch):
    """Fills with the statements that the database is given one by one, through Django's cursors or past them."""
    statements = []
    if connection.vendor == "postgresql":
        execute = psycopg.Cursor.execute

        def noted(cursor, query, *arguments, **options):
            statements.append(str(query))
            return execute(cursor, query, *arguments, **options)

        monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    else:
        connection.ensure_connection()
        connection.connection.set_trace_callback(statements.append)
    yield statements
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(None)


def test_a_query_is_one_statement(engine, executed):
    engine.index([])
    executed.clear()
    engine.search(
        EngineQuery(
            wordings={"en": plain_words(("water",))}, filters={"theme": frozenset({1})}, facets=strategies.FACETS
        )
    )
    assert len(executed) == 1, executed


def test_a_page_beyond_the_last_gives_the_last(engine):
    corpus = latest([practice(number) for number in range(7)])
    engine.index(corpus)
    result = engine.search(EngineQuery(page=10**9, page_size=3))
    assert (result.page, result.total, len(result.hits)) == (3, 7, 1)


def practice(number):
    return Document(UUID(int=number + 1), "practice", "en", {"en": DocumentText(f"Practice {number}")})


def test_a_document_with_very_many_values_is_counted_completely(engine):
    reference = ReferenceEngine()
    corpus = [practice(number) for number in range(9)]
    corpus[3] = replace(corpus[3], terms={"theme": frozenset(range(1, 300)), "country": frozenset({10})})
    corpus[5] = replace(corpus[5], terms={"theme": frozenset({7, 299, 300})})
    for written in (engine, reference):
        written.index(corpus)
    for filters in ({}, {"theme": frozenset({7})}, {"theme": frozenset({300}), "country": frozenset({10})}):
        query = EngineQuery(filters=filters, facets=strategies.FACETS)
        assert engine.search(query) == reference.search(query)
