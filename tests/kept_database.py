"""Databases of a run on SQLite that would be made again and again: copies are put in their place.

Some 220 migrations, nearly all of them Wagtail's, take half a minute; a run of one test waited for nothing else. What
they make is kept in ``var/`` until a migration or a setting changes, and the trees of languages are made anew in each
run. What a migration imports is not asked: after a change there, as after any doubt, ``--create-db`` makes all anew.
"""

import hashlib
import os
import shutil
import sqlite3
import time
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

FOLDER: Path = settings.VAR_DIR / "test-databases"
# Of how many states of the migrations one is kept: those of the branches that somebody works on.
KEPT = 8
# Seconds after which a database that somebody else writes to is not waited for.
PATIENCE = 20


class KeptDatabase:
    """The database that the migrations make as they are now, on SQLite. On PostgreSQL nothing is kept."""

    def __init__(self) -> None:
        self._file = FOLDER / f"{_fingerprint()}.sqlite3" if connection.vendor == "sqlite" else None

    def copied(self) -> bool:
        """Puts it where the run expects its own, if it is there."""
        if self._file is None:
            return False
        try:
            shutil.copyfile(self._file, connection.settings_dict["TEST"]["NAME"])
        except FileNotFoundError:
            return False
        return True

    def keep(self) -> None:
        """Keeps what the migrations have just made."""
        if self._file is None:
            return
        if connection.settings_dict["NAME"] != connection.settings_dict["TEST"]["NAME"]:
            raise RuntimeError("The database of the run was not set up: no test of it asks for a database.")
        FOLDER.mkdir(parents=True, exist_ok=True)
        unfinished = FOLDER / f"{os.getpid()}.unfinished"
        _copied_to(str(unfinished)).close()
        unfinished.replace(self._file)
        newest_first = sorted(FOLDER.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in newest_first[KEPT:]:
            old.unlink(missing_ok=True)


class Snapshot:
    """What the database of the run holds now, to be put back. On PostgreSQL there is none."""

    def __init__(self) -> None:
        self._copy = _copied_to(":memory:") if connection.vendor == "sqlite" else None

    def restore(self) -> bool:
        """Puts it back, whatever the database holds; whether there was something to put back.

        Raises ``TimeoutError`` if somebody writes to the database all the time.
        """
        if self._copy is None:
            return False
        latest = time.monotonic() + PATIENCE

        def goes_on(*_state: int) -> None:
            if time.monotonic() > latest:
                raise TimeoutError("Something that a test before this one has left behind writes to the database.")

        connection.ensure_connection()
        self._copy.backup(connection.connection, progress=goes_on, sleep=0.05)
        # What is kept of rows until somebody saves one.
        ContentType.objects.clear_cache()
        cache.clear()
        return True


def _copied_to(name: str) -> sqlite3.Connection:
    connection.ensure_connection()
    copy = sqlite3.connect(name)
    connection.connection.backup(copy)
    return copy


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version}".encode())
    migrations = (
        path
        for app in sorted(apps.get_app_configs(), key=lambda each: each.label)
        for path in sorted((Path(app.path) / "migrations").glob("*.py"))
    )
    for path in (*migrations, *sorted((settings.BASE_DIR / "kb" / "settings").glob("*.py"))):
        digest.update(f"{path.parent.parent.name}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
