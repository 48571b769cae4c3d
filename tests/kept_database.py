"""Databases of a run on SQLite that would be made again and again: copies are put in their place.

Some 220 migrations, nearly all of them Wagtail's, take half a minute; a run of one test waited for nothing else. What
they make is kept in ``var/`` until one of them changes; what comes after them (permissions, the trees of languages) is
made anew in each run. ``--create-db`` makes all of it anew.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Site

FOLDER: Path = settings.VAR_DIR / "test-databases"


def copied() -> bool:
    """Puts the kept database where the run expects its own, if there is one that all migrations of now have made."""
    if connection.vendor != "sqlite":
        return False
    try:
        shutil.copyfile(_kept(), connection.settings_dict["TEST"]["NAME"])
    except FileNotFoundError:
        return False
    return True


def keep() -> None:
    """Keeps what the migrations have just made, in place of what others made before."""
    if connection.vendor != "sqlite":
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = FOLDER / f"{os.getpid()}.unfinished"
    _copy_to(str(unfinished)).close()
    unfinished.replace(_kept())
    for other in FOLDER.glob("*.sqlite3"):
        if other != _kept():
            other.unlink(missing_ok=True)


class Snapshot:
    """What the database of the run held when this was made. On PostgreSQL there is none: ``restore`` does nothing."""

    def __init__(self) -> None:
        self._copy = _copy_to(":memory:") if connection.vendor == "sqlite" else None

    def restore(self) -> bool:
        """Puts it back, whatever the database holds now; whether it did."""
        if self._copy is None:
            return False
        connection.ensure_connection()
        self._copy.backup(connection.connection)
        # What Django and Wagtail keep of rows, until somebody saves one.
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        return True


def _copy_to(name: str) -> sqlite3.Connection:
    connection.ensure_connection()
    copy = sqlite3.connect(name)
    connection.connection.backup(copy)
    return copy


def _kept() -> Path:
    """Its name says of which migrations it is."""
    digest = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:32]}.sqlite3"
