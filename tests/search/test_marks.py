"""Marks of transactions that run at the same time: nobody waits for anybody. On PostgreSQL, which lets them."""

import threading

import pytest
from django.db import connection, transaction

from practices.models import PracticePage
from search.indexing import mark_dirty
from search.models import SearchDocument, SearchMark
from taxonomy.models import TermLabel
from tests.factories import practice, term

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time.")


def meanwhile(work):
    """Does ``work`` on a connection of its own, and fails where it would have to wait."""
    problems = []

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            work()
        except Exception as error:  # noqa: BLE001 - it belongs to the test's own thread
            problems.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if problems:
        raise problems[0]


@pytest.fixture
def pages(small_site):
    term("country", "si", "Slovenia")
    made = [practice(title=f"Table {n}", content_depth="record", terms=[("country", "si")]) for n in range(2)]
    return sorted(made, key=lambda page: page.translation_key)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_saves_in_one_transaction_and_a_term_that_both_carry(pages, order):
    first, second = (PracticePage.objects.get(pk=pages[place].pk) for place in order)

    def move_the_term() -> None:
        slovenia = term("country", "si")
        slovenia.parent = term("country", "europe", "Europe")
        slovenia.save()
        TermLabel.objects.create(term=slovenia, language="tr", text="Slovenya")

    with transaction.atomic():
        first.save()
        meanwhile(move_the_term)
        second.save()
    assert not SearchMark.objects.exists()
    europe = term("country", "europe").pk
    assert all(europe in row.terms["country"] for row in SearchDocument.objects.filter(kind="practice"))


def test_a_build_beside_an_open_transaction_leaves_its_mark(pages):
    page = PracticePage.objects.get(pk=pages[0].pk)
    same = PracticePage.objects.get(pk=pages[0].pk)
    with transaction.atomic():
        page.title = "Long table"
        mark_dirty("practice", [page.translation_key])
        meanwhile(same.save)
        page.save()
    assert not SearchMark.objects.exists()
    assert SearchDocument.objects.get(key=page.translation_key).texts.get(language="en").title == "Long table"
