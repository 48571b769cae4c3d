"""A benchmark stops what takes too long, and nothing else."""

import pytest
from django.db import OperationalError, ProgrammingError, connection

from search.bench.deadline import within

pytestmark = pytest.mark.django_db(transaction=True)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_stops_a_statement_that_does_not_end_and_leaves_the_connection_usable():
    ended, seconds = within(0.2, "default", lambda: ask(ENDLESS))
    assert not ended
    assert seconds.wall >= 0.2
    assert ask("SELECT 1") == [(1,)]
    assert within(60, "default", lambda: ask("SELECT 1"))[0]


def test_an_error_of_the_statement_is_its_own():
    with pytest.raises((ProgrammingError, OperationalError)):
        within(60, "default", lambda: ask("SELECT 1 FROM nowhere"))
