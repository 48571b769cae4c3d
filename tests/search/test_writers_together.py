"""Processes that write and search at the same time, on a scratch database of the run's kind."""

import pytest
from django.db import connection

from search.bench.scratch import scratch_database
from search.bench.together import Load, run

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_error_no_lost_update_and_the_index_equals_a_fresh_build(django_db_blocker):
    with django_db_blocker.unblock(), scratch_database(connection.settings_dict) as settings:
        outcome = run(settings, Load(writers=3, readers=1, documents=40, operations=25))
    assert outcome.problems == []
    assert (outcome.changes, outcome.searches) == (75, 25)
