"""The benchmark runs on a database of its own and prints what was promised."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from search.bench.corpus import Corpus
from search.bench.scratch import ALIAS
from search.models import SearchChunk

pytestmark = pytest.mark.django_db(transaction=True)


def test_measures_on_a_scratch_database_and_leaves_nothing(django_db_blocker):
    out = StringIO()
    with django_db_blocker.unblock():
        call_command("bench", sizes=[60], queries=8, stdout=out)
    printed = out.getvalue()
    assert "60 practices: built in" in printed
    for name in ("two words", "two frequent words", "one very frequent word", "browse", "all", "replace one practice"):
        assert re.search(rf"  {name} +p50 +[\d.]+ ms +p95 +[\d.]+ ms", printed), printed
    assert not SearchChunk.objects.exists()
    assert ALIAS not in connections.databases


def test_needs_a_server_to_compare_with(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///x")
    with pytest.raises(CommandError, match="Set DATABASE_URL"):
        call_command("bench", postgresql=True)


def test_a_corpus_is_the_same_for_the_same_seed():
    assert list(Corpus(5)) == list(Corpus(5))
    assert list(Corpus(5)) != list(Corpus(5, seed=2))
    first, other = Corpus(5).document(3), Corpus(5).document(3, edition=1)
    assert first.key == other.key
    assert first != other
