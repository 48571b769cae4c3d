"""What the tick, the health address and the command tell about documents that cannot be built."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kb.models import TickRecord
from kb.models.tick import TickOutcome
from kb.tick import run, tasks
from search.models import SearchMark
from search.pages import PageSource
from search.tasks import search_health
from tests.factories import practice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_site")]


@pytest.fixture
def broken(monkeypatch):
    """A published practice of which no document can be made, and one of which it can."""
    page, other = practice(content_depth="record"), practice(content_depth="record", title="Other")
    real = PageSource.documents

    def documents(self, keys):
        if page.translation_key in keys:
            raise LookupError("no such zone")
        return real(self, keys)

    monkeypatch.setattr(PageSource, "documents", documents)
    for each in (page, other):
        SearchMark.objects.create(key=each.translation_key, kind="practice")
    return page


@pytest.mark.parametrize("task", ["search-sweep", "search-reconcile"])
def test_the_tick_names_the_page(broken, task):
    record = run(tasks[task])
    assert record is not None
    assert record.outcome == TickOutcome.PROBLEMS
    [problem] = record.problems
    assert f"page {broken.pk} " in problem
    assert "LookupError: no such zone" in problem


def test_health_says_how_many_until_they_are_built(broken, monkeypatch):
    run(tasks["search-sweep"])
    part = search_health()
    assert not part.ok
    assert (part.details["waiting"], part.details["cannot_be_built"]) == (1, 1)
    monkeypatch.undo()
    run(tasks["search-sweep"])
    assert search_health().ok
    assert TickRecord.objects.get(name="search-sweep").problems == []


@pytest.mark.parametrize("action", ["sweep", "reconcile"])
def test_the_command_builds_the_others_and_fails(broken, action):
    output = StringIO()
    with pytest.raises(CommandError, match=f"page {broken.pk} "):
        call_command("search_index", action, stdout=output)
    assert output.getvalue()
    assert SearchMark.objects.get().key == broken.translation_key
