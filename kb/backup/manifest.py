"""The first and the last member of a backup, and what they must say for it to be restored."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

import kb
from kb.backup.errors import BackupError
from kb.backup.tables import Table
from kb.migration_state import applied, known

FORMAT = "good-practices backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
CONTENTS = "contents.json"


@dataclass(frozen=True)
class Manifest:
    """``tables`` maps a table to its columns, ``last_keys`` to the last key given out; times are ISO 8601 in UTC."""

    format: str
    format_version: int
    version: str
    made_at: str
    database: str
    migrations: list[list[str]]
    tables: dict[str, list[str]]
    last_keys: dict[str, int]

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def describe(connection: BaseDatabaseWrapper, tables: list[Table], last_keys: dict[str, int]) -> Manifest:
    """The manifest of the database as it is."""
    return Manifest(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        version=kb.__version__,
        made_at=timezone.now().isoformat(),
        database=connection.vendor,
        migrations=[list(migration) for migration in sorted(applied(connection) & known())],
        tables={table.name: table.columns for table in tables},
        last_keys=last_keys,
    )


def parse(content: bytes) -> Manifest:
    """The manifest of a backup. Raises ``BackupError`` where it is none, or one of a format not known here."""
    try:
        data: dict[str, Any] = json.loads(content)
        if data["format"] != FORMAT:
            raise KeyError("format")
        version = int(data["format_version"])
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError("This is not a backup of this software: its manifest is of something else.") from error
    if version > FORMAT_VERSION:
        raise BackupError(
            f"The backup was made by version {data.get('version')} of this software, whose format ({version}) this "
            f"version {kb.__version__} does not know. Upgrade the software, then restore."
        )
    try:
        return Manifest(**data)
    except TypeError as error:
        raise BackupError("The backup is damaged: its manifest is incomplete. Take another backup file.") from error


def check_fits(manifest: Manifest, connection: BaseDatabaseWrapper, tables: list[Table]) -> None:
    """Raises ``BackupError`` unless backup, code and database have the same migrations and tables."""
    theirs = {(app, name) for app, name in manifest.migrations}
    if unknown := theirs - known():
        raise BackupError(
            f"The backup was made by version {manifest.version}, which has migrations that this version "
            f"{kb.__version__} lacks ({_some(unknown)}). Upgrade the software, run `manage.py migrate`, then restore."
        )
    if newer := known() - theirs:
        raise BackupError(
            f"The backup was made by version {manifest.version}, before migrations that this version "
            f"{kb.__version__} has ({_some(newer)}). Install version {manifest.version}, restore into an empty "
            "database, then upgrade and run `manage.py migrate`."
        )
    if absent := known() - applied(connection):
        raise BackupError(f"The database lacks migrations ({_some(absent)}). Run `manage.py migrate`, then restore.")
    here = {table.name: sorted(table.columns) for table in tables}
    if here != {name: sorted(columns) for name, columns in manifest.tables.items()}:
        names = sorted(set(here) ^ set(manifest.tables)) or sorted(here)
        raise BackupError(
            f"The backup does not have the tables of this software ({', '.join(names[:5])}), although its migrations "
            f"agree. Use the version it was made with: {manifest.version}."
        )


def _some(migrations: set[tuple[str, str]] | frozenset[tuple[str, str]]) -> str:
    names = [f"{app}.{name}" for app, name in sorted(migrations)]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
