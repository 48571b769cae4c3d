"""Which migrations the code knows and which a database has: asked by the health address, backup and restore."""

from functools import lru_cache

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migrations = frozenset[tuple[str, str]]


@lru_cache(maxsize=1)
def known() -> Migrations:
    """(app label, name) of every migration of the installed apps. Read from the disk once per process."""
    return frozenset(MigrationLoader(None).disk_migrations)


def applied(connection: BaseDatabaseWrapper) -> Migrations:
    """What the database has, of what the code knows and of what it does not. One query, two on a new connection."""
    return frozenset(MigrationRecorder(connection).applied_migrations())


def missing(connection: BaseDatabaseWrapper) -> Migrations:
    """What the code has and the database lacks: `migrate` was not run."""
    return known() - applied(connection)
