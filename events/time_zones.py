"""Time zones by name: those that an event may be in, and which moment a time on a clock there is."""

import logging
import zoneinfo
from datetime import UTC, datetime, tzinfo
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


def time_zones() -> list[tuple[str, str]]:
    """The zones that are named after places, UTC, and the site's own, as choices."""
    names = _places() | {"UTC", settings.TIME_ZONE}
    return [(name, name.replace("_", " ")) for name in sorted(names)]


@cache
def _places() -> frozenset[str]:
    # Read from some six hundred files; the table changes with an update of the machine, and with it this process.
    return frozenset(name for name in zoneinfo.available_timezones() if "/" in name)


def default_time_zone() -> str:
    return settings.TIME_ZONE


def known_zone(name: str) -> tzinfo:
    """The zone with this name; the site's own, and a line in the log, if neither machine nor ``tzdata`` knows it."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        _tell_once(name)
        return timezone.get_default_timezone()


@cache
def _tell_once(name: str) -> None:
    logger.warning(
        "The time zone %r of an event is not known here: its times are shown in %s. Update the package tzdata, or "
        "choose another zone for the event.",
        name,
        settings.TIME_ZONE,
    )


def on_the_clock(moment: datetime, zone: tzinfo) -> datetime:
    """What the clock shows in ``zone`` at a moment; without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def moment_of(clock: datetime, zone: tzinfo, stored: datetime | None = None) -> datetime:
    """When the clock shows ``clock`` (without a zone) in ``zone``.

    Where clocks go back, the same hour comes twice: the first is meant, unless ``stored`` is the other. Raises
    ``ValidationError`` for a time that does not come, because clocks go forward.
    """
    moment = clock.replace(tzinfo=zone, fold=0)
    try:
        exists = on_the_clock(moment.astimezone(UTC), zone) == clock
        is_stored = stored is not None and on_the_clock(stored, zone) == clock
    except OverflowError:
        # The first and the last hours of all dates that can be written.
        exists, is_stored = False, False
    if not exists:
        message = _("There is no %(time)s on that day in %(zone)s: clocks go forward. Choose an earlier or later time.")
        raise ValidationError(message, code="no_such_time", params={"time": f"{clock:%H:%M}", "zone": zone})
    return stored if stored is not None and is_stored else moment
