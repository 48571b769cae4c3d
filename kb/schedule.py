"""When a periodic task is due."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

# `manage.py tick` is started every minute; a start a moment early must not put a task off by a whole minute.
TICK_INTERVAL = timedelta(minutes=1)
SLACK = TICK_INTERVAL / 2
# A task that failed or was interrupted is tried again after this time, or after its own interval if that is shorter.
RETRY_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Every:
    """Due when ``interval`` has passed since the last start; at once when it never ran."""

    interval: timedelta

    def is_due(self, last_start: datetime | None, now: datetime) -> bool:
        return last_start is None or now - last_start >= self.interval - SLACK


@dataclass(frozen=True)
class Daily:
    """Due once a day from ``at`` on, in the site's time zone (``TIME_ZONE``); a missed night is made up for."""

    at: time

    def is_due(self, last_start: datetime | None, now: datetime) -> bool:
        return last_start is None or last_start < self._last_moment(now)

    def _last_moment(self, now: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        today = datetime.combine(now.astimezone(zone).date(), self.at, tzinfo=zone)
        return today if today <= now else datetime.combine(today.date() - timedelta(days=1), self.at, tzinfo=zone)


Schedule = Every | Daily


def is_due(schedule: Schedule, last_start: datetime | None, ended_well: bool, now: datetime) -> bool:
    """Whether a task with this schedule runs now. ``last_start`` is None when it never ran; times are aware."""
    if last_start is not None and not ended_well and now - last_start >= RETRY_AFTER - SLACK:
        return True
    return schedule.is_due(last_start, now)
