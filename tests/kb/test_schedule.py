from datetime import UTC, datetime, time, timedelta

import pytest

from kb.schedule import Daily, Every, is_due

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds_ago", "due"),
    [(20, False), (59, True), (60, True), (3600, True)],
    ids=["just ran", "jitter", "on time", "late"],
)
def test_every_minute_is_due_a_minute_later_even_if_the_timer_comes_a_moment_early(seconds_ago: int, due: bool):
    assert Every(timedelta(minutes=1)).is_due(NOON - timedelta(seconds=seconds_ago), NOON) is due


def test_what_never_ran_is_due():
    assert is_due(Every(timedelta(days=30)), None, False, NOON)
    assert is_due(Daily(time(3)), None, False, NOON)


def test_daily_is_due_once_after_its_hour_in_the_sites_time_zone(settings):
    settings.TIME_ZONE = "Europe/Istanbul"  # UTC+3: three o'clock there is midnight UTC
    schedule = Daily(time(3))
    before, after = datetime(2026, 3, 9, 23, 59, tzinfo=UTC), datetime(2026, 3, 10, 0, 1, tzinfo=UTC)
    yesterday = datetime(2026, 3, 9, 0, 5, tzinfo=UTC)
    assert not schedule.is_due(yesterday, before)
    assert schedule.is_due(yesterday, after)
    assert not schedule.is_due(after, after + timedelta(hours=20))


def test_a_failed_night_is_tried_again_after_an_hour_not_at_the_next_minute():
    schedule = Daily(time(3))
    start = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
    assert not is_due(schedule, start, False, start + timedelta(minutes=5))
    assert is_due(schedule, start, False, start + timedelta(hours=1))
    assert not is_due(schedule, start, True, start + timedelta(hours=1))
