"""Makes a backup."""

import gzip
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from kb.backup import media
from kb.backup.archive import Writer, writing
from kb.backup.errors import BackupError
from kb.backup.manifest import MANIFEST, describe
from kb.backup.snapshot import snapshot
from kb.backup.tables import Table, last_key, rows, tables
from kb.migration_state import missing

# gzip's highest level, its default, takes several times as long for files hardly smaller.
LEVEL = 5


@dataclass
class Summary:
    rows: int = 0
    files: int = 0
    # Files that were deleted between being listed and being read.
    vanished: list[str] = field(default_factory=list)


def backup(path: Path, *, overwrite: bool = False, progress: Callable[[str], None] = lambda line: None) -> Summary:
    """Writes database and media to ``path``, of one moment, while the site runs. Memory does not grow with the site.

    The file appears only when it is complete. Raises ``BackupError`` where the file exists already or the database is
    not migrated, ``OSError`` where the disk fails.
    """
    if path.exists() and not overwrite:
        raise BackupError(f"{path} exists already. Choose another name, or say --overwrite.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no folder {path.parent}. Make it, or choose another.")
    summary, found = Summary(), tables()
    with snapshot() as connection:
        if absent := missing(connection):
            app, name = min(absent)
            raise BackupError(f"The database lacks migrations ({app}.{name} …). Run `manage.py migrate` first.")
        with writing(path) as archive:
            last_keys = {table.name: last_key(connection, table) for table in found if table.counted}
            archive.add_bytes(MANIFEST, describe(connection, found, last_keys).to_json())
            # Files first, right after the moment of the snapshot: a file deleted later is in the backup.
            _add_files(archive, summary)
            for table in found:
                progress(table.name)
                summary.rows += _add_table(archive, connection, table, path.parent)
    return summary


def _add_files(archive: Writer, summary: Summary) -> None:
    for name, path in media.files():
        try:
            file = path.open("rb")
        except FileNotFoundError:
            summary.vanished.append(name)
            continue
        with file:
            archive.add(name, file, path.stat().st_size)
        summary.files += 1


def _add_table(archive: Writer, connection: BaseDatabaseWrapper, table: Table, folder: Path) -> int:
    """Adds the rows of a table; how many. A tar member's size comes before it, hence the temporary file."""
    count = 0
    with tempfile.TemporaryFile(dir=folder) as spool:
        with gzip.GzipFile(fileobj=spool, mode="wb", filename="", mtime=0, compresslevel=LEVEL) as packed:
            for row in rows(connection, table):
                packed.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
                count += 1
        size = spool.tell()
        spool.seek(0)
        archive.add(f"tables/{table.name}.jsonl.gz", spool, size, rows=count)
    return count
