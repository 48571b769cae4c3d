from datetime import time, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from kb import tick
from kb.locks import exclusive
from kb.models import TickRecord
from kb.models.tick import TickOutcome
from kb.tick import Report, Tasks, run_due

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_each_due_task_runs_once_and_leaves_its_record():
    tasks, ran = Tasks(), []

    @tasks.periodic("greet", every=MINUTE)
    def greet() -> Report:
        ran.append(translation.get_language())
        return Report("greeted 3")

    with translation.override("tr"):
        records = list(run_due(tasks))
    assert list(run_due(tasks)) == []
    assert ran == ["en"]
    record = TickRecord.objects.get(name="greet")
    assert records == [record]
    assert (record.outcome, record.summary, record.problems) == (TickOutcome.DONE, "greeted 3", [])
    assert record.ended_at is not None
    assert record.started_at <= record.ended_at == record.succeeded_at


def test_a_failing_task_is_recorded_and_stops_no_other(caplog):
    tasks = Tasks()

    @tasks.periodic("breaks", every=MINUTE)
    def breaks() -> Report:
        raise RuntimeError("no room left")

    @tasks.periodic("works", daily_at=time(3))
    def works() -> Report:
        return Report("fine", ["one thing was refused"])

    assert [(record.name, record.outcome) for record in run_due(tasks)] == [
        ("breaks", TickOutcome.FAILED),
        ("works", TickOutcome.PROBLEMS),
    ]
    broken = TickRecord.objects.get(name="breaks")
    assert broken.problems == ["RuntimeError: no room left"]
    assert broken.succeeded_at is None
    assert "The periodic task breaks failed." in caplog.text


def test_the_time_of_the_last_success_survives_a_failure():
    tasks, outcomes = Tasks(), iter([Report("first"), None])

    @tasks.periodic("flaky", every=timedelta(0))
    def flaky() -> Report:
        report = next(outcomes)
        if report is None:
            raise RuntimeError("second")
        return report

    (first,) = run_due(tasks)
    (second,) = run_due(tasks)
    assert second.outcome == TickOutcome.FAILED
    assert second.succeeded_at == first.ended_at


def test_a_task_that_another_process_runs_is_left_alone():
    tasks = Tasks()
    tasks.periodic("shared", every=MINUTE)(Report)
    with exclusive("tick-shared") as taken:
        assert taken
        assert list(run_due(tasks)) == []
    assert len(list(run_due(tasks))) == 1


def test_a_task_that_ran_between_the_question_and_the_lock_does_not_run_again(monkeypatch):
    """Two ticks at once: the second has seen the task as due, and the first ends before the second takes the lock."""
    tasks, runs = Tasks(), []

    @tasks.periodic("shared", every=MINUTE)
    def shared() -> Report:
        runs.append(1)
        return Report()

    real = tick.exclusive

    def other_process_first(name: str):
        monkeypatch.setattr(tick, "exclusive", real)
        list(run_due(tasks))
        return real(name)

    monkeypatch.setattr(tick, "exclusive", other_process_first)
    assert list(run_due(tasks)) == []
    assert runs == [1]


def test_a_run_that_was_killed_is_made_up_for():
    tasks = Tasks()
    tasks.periodic("night", daily_at=time(0))(lambda: Report("whole"))
    hours_ago = timezone.now() - timedelta(hours=1)
    TickRecord.objects.create(name="night", started_at=hours_ago, outcome=TickOutcome.RUNNING)
    assert [record.summary for record in run_due(tasks)] == ["whole"]


def test_two_tasks_cannot_share_a_name_and_need_one_schedule():
    tasks = Tasks()
    tasks.periodic("a", every=MINUTE)(Report)
    with pytest.raises(ValueError, match="Two tasks are called 'a'"):
        tasks.periodic("a", every=MINUTE)(lambda: Report())
    with pytest.raises(ValueError, match="either"):
        tasks.periodic("b")
    with pytest.raises(ValueError, match="either"):
        tasks.periodic("b", every=MINUTE, daily_at=time(3))


def test_the_command_prints_a_line_per_task_and_lists_them(capsys):
    call_command("tick", "--list")
    assert "scheduled-publishing: never ran" in capsys.readouterr().out
    call_command("tick")
    assert "scheduled-publishing: done: 0 published, 0 expired, 0 refused\n" in capsys.readouterr().out
    call_command("tick")
    assert "scheduled-publishing" not in capsys.readouterr().out
    call_command("tick", "--task", "scheduled-publishing")
    assert "scheduled-publishing: done" in capsys.readouterr().out


def test_the_command_ends_with_1_when_a_task_failed(monkeypatch, capsys):
    tasks = Tasks()

    @tasks.periodic("breaks", every=MINUTE)
    def breaks() -> Report:
        raise RuntimeError("no room left")

    monkeypatch.setattr("kb.management.commands.tick.tasks", tasks)
    with pytest.raises(CommandError) as failure:
        call_command("tick", "--task", "breaks")
    assert failure.value.returncode == 1
    assert "breaks: failed" in capsys.readouterr().out


def test_the_command_names_the_tasks_there_are():
    with pytest.raises(CommandError, match="no task 'nothing'; there are: scheduled-publishing"):
        call_command("tick", "--task", "nothing")
