"""The empty database of a run on SQLite: made by all migrations once, then kept in ``var/`` until one of them changes.

Some 220 migrations, nearly all of them Wagtail's, take half a minute; a run of one test waited for nothing else. What
comes after them (permissions, the trees of languages) is made anew in each run; ``--create-db`` makes all of it anew.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

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
    connection.ensure_connection()
    target = sqlite3.connect(unfinished)
    try:
        connection.connection.backup(target)
    finally:
        target.close()
    unfinished.replace(_kept())
    for other in FOLDER.glob("*.sqlite3"):
        if other != _kept():
            other.unlink(missing_ok=True)


def _kept() -> Path:
    """Its name says of which migrations it is."""
    digest = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:32]}.sqlite3"
