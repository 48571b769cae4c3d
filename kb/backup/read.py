"""Restores a backup: everything or nothing."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction

from kb.backup import media
from kb.backup.archive import Contents, members, verify
from kb.backup.columns import Plain, writer
from kb.backup.derived import derived_tables
from kb.backup.errors import BackupError
from kb.backup.manifest import Manifest, check_fits, parse
from kb.backup.occupied import what_is_there
from kb.backup.tables import CHUNK, Table, set_last_key, tables


@dataclass
class Summary:
    rows: int = 0
    files: int = 0
    # The commands that fill what a backup leaves out.
    rebuild: list[str] = field(default_factory=list)


def restore(path: Path, *, replace: bool = False, progress: Callable[[str], None] = lambda line: None) -> Summary:
    """Fills the database and the media folder from a backup.

    The file is verified as a whole before anything is touched. The rows go in within one transaction, and the files
    are swapped as its last step: whatever fails, the site is as it was. Raises ``BackupError`` where the file cannot
    be used, or the site holds something and ``replace`` is not set; ``OSError`` where the disk fails.
    """
    progress("checking the file")
    content, contents = verify(path)
    manifest, found = parse(content), tables()
    check_fits(manifest, connection, found)
    if not replace and (there := what_is_there(found)):
        raise BackupError(
            f"The site is not empty: it has {', '.join(there)}. Restore into an empty database and media folder, "
            "or say --replace to replace everything there is."
        )
    summary = _fill(path, manifest, contents, {table.name: table for table in found}, progress)
    # What was cached is of another site: by this process, and by all of them.
    ContentType.objects.clear_cache()
    for cache in caches.all(initialized_only=False):
        cache.clear()
    return summary


def _fill(
    path: Path, manifest: Manifest, contents: Contents, by_name: dict[str, Table], progress: Callable[[str], None]
) -> Summary:
    summary = Summary(rebuild=sorted({derived.rebuilt_by for derived in derived_tables().values()} - {""}))
    # Left in the reverse order: the transaction commits while the new files are in place, then the old ones go.
    with ExitStack() as undone_on_failure:
        unpacked = undone_on_failure.enter_context(media.unpacking())
        swap = undone_on_failure.enter_context(ExitStack())
        undone_on_failure.enter_context(transaction.atomic(durable=True))
        _empty(list(by_name.values()))
        for name, member in members(path):
            if name.startswith(media.PREFIX):
                unpacked.add(name, member)
                summary.files += 1
            elif name.startswith("tables/"):
                table = by_name[name.removeprefix("tables/").removesuffix(".jsonl.gz")]
                progress(table.name)
                summary.rows += _insert(table, manifest.tables[table.name], member, contents[name]["rows"])
        connection.check_constraints()
        for table in by_name.values():
            if table.counted:
                set_last_key(connection, table, manifest.last_keys.get(table.name, 0))
        progress("uploaded files")
        swap.enter_context(unpacked.swapped())
    return summary


def _empty(found: list[Table]) -> None:
    names = [table.name for table in found]
    names += [name for name, derived in derived_tables().items() if derived.emptied]
    with connection.cursor() as cursor:
        for name in names:
            # Foreign keys are checked at the end of the transaction, so that the order of the tables is free.
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608


def _insert(table: Table, columns: list[str], member: IO[bytes], expected: int) -> int:
    fields = {field.column: field for field in table.fields}
    writers = [writer(connection, fields[column]) for column in columns]
    quote = connection.ops.quote_name
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) VALUES ({places})"  # noqa: S608
    count = 0
    with gzip.open(member, "rb") as lines:
        parsed = (json.loads(line) for line in lines)
        while batch := list(islice(parsed, CHUNK)):
            _insert_batch(table, sql, writers, batch, columns.index(table.key))
            count += len(batch)
    if count != expected:
        raise BackupError(f"The backup is damaged: {table.name} has {count} rows and should have {expected}.")
    return count


def _insert_batch(
    table: Table, sql: str, writers: list[Callable[[Any], Any]], batch: list[list[Plain]], key: int
) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sql, list(_prepared(writers, batch)))
    except (DatabaseError, ValueError, TypeError):
        # One of them: found by trying each, so that the message can say which.
        for row in batch:
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql, next(_prepared(writers, [row])))
            except (DatabaseError, ValueError, TypeError) as error:
                raise BackupError(
                    f"The row {row[key]} of {table.name} does not fit into this {connection.vendor} database: "
                    f"{str(error).strip()}. Mend it in the site that was backed up, and make a new backup."
                ) from error


def _prepared(writers: list[Callable[[Any], Any]], batch: list[list[Plain]]) -> Iterator[list[Any]]:
    for row in batch:
        yield [write(value) for write, value in zip(writers, row, strict=True)]
