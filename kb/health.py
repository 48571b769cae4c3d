"""Is the site well? A registry of parts that every app adds to, and the answer behind `/health/`.

An app adds its part in ``AppConfig.ready()`` (by importing the module that says)::

    @health_part("search")
    def search_health() -> Part:
        return Part(ok=waiting < 1000, details={"waiting": waiting})

The answer is public: a part tells states and numbers, never an address, a path or a person.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Max
from django.utils import timezone

import kb
from kb.migration_state import missing
from kb.models.tick import TickOutcome, TickRecord

logger = logging.getLogger(__name__)

# `manage.py tick` is started every minute.
TICK_LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Part:
    """``details`` is JSON."""

    ok: bool
    details: dict[str, Any] = field(default_factory=dict)


PartFunction = Callable[[], Part]
_parts: dict[str, PartFunction] = {}


def health_part(name: str) -> Callable[[PartFunction], PartFunction]:
    """Registers a function as the part ``name``. It is asked at every call, so it makes a few small queries at most."""

    def register(function: PartFunction) -> PartFunction:
        _parts[name] = function
        return function

    return register


@dataclass(frozen=True)
class Health:
    """``usable`` is whether the site can answer readers; a late tick or search is a fault that it survives."""

    usable: bool
    answer: dict[str, Any]


def health() -> Health:
    """The state of the database, then of each registered part (not asked where the database is down)."""
    database = _database()
    parts = {"database": database}
    for name, function in _parts.items():
        parts[name] = _ask(name, function) if database.ok else Part(False, {"state": "not asked"})
    status = "down" if not database.ok else "ok" if all(part.ok for part in parts.values()) else "degraded"
    described = {name: {"ok": part.ok, **part.details} for name, part in parts.items()}
    return Health(usable=database.ok, answer={"status": status, "version": kb.__version__, **described})


def _ask(name: str, function: PartFunction) -> Part:
    try:
        return function()
    except Exception:
        logger.exception("The health of %s could not be asked.", name)
        return Part(False, {"state": "unknown"})


def _database() -> Part:
    try:
        absent = missing(connection)
    except DatabaseError as error:
        # Its message names host and user, which the log may know and the public may not.
        logger.error("The database cannot be used: %s", error)
        return Part(False, {"engine": connection.vendor, "state": "unreachable"})
    if absent:
        return Part(False, {"engine": connection.vendor, "state": "migrations missing", "missing": len(absent)})
    return Part(True, {"engine": connection.vendor, "state": "ready"})


@health_part("tick")
def tick_health() -> Part:
    """When the periodic tasks last ran, and which of them failed."""
    last = TickRecord.objects.aggregate(last=Max("started_at"))["last"]
    late = last is None or timezone.now() - last > TICK_LATE_AFTER
    failing = list(TickRecord.objects.filter(outcome=TickOutcome.FAILED).values_list("name", flat=True))
    details = {"last_run": last.isoformat() if last else None, "late": late, "failing": failing}
    return Part(not late and not failing, details)
