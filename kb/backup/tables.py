"""The tables of the site, and their rows as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from kb.backup.columns import Plain, reader
from kb.backup.derived import derived_tables

# Rows fetched or written at a time: a revision can hold a hundred kilobytes.
CHUNK = 200


@dataclass(frozen=True)
class Table:
    """A table of a model, an automatic many-to-many table included."""

    name: str
    fields: "tuple[models.Field[Any, Any], ...]"
    key: str
    # Whether the database counts the keys up itself.
    counted: bool

    @property
    def columns(self) -> list[str]:
        return [str(field.column) for field in self.fields]


def tables() -> list[Table]:
    """Every table that a backup holds, by name."""
    derived = derived_tables()
    found: dict[str, Table] = {}
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.proxy or not options.managed or options.db_table in derived:
            continue
        fields = tuple(field for field in options.local_concrete_fields if not getattr(field, "generated", False))
        key = options.pk
        found[options.db_table] = Table(options.db_table, fields, str(key.column), isinstance(key, models.AutoField))
    return [found[name] for name in sorted(found)]


def rows(connection: BaseDatabaseWrapper, table: Table) -> Iterator[list[Plain]]:
    """The rows of a table in the order of their keys, some at a time."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    readers = [reader(connection, field) for field in table.fields]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(table.key)}")  # noqa: S608
        while batch := cursor.fetchmany(CHUNK):
            for row in batch:
                yield [read(value) for read, value in zip(readers, row, strict=True)]


def last_key(connection: BaseDatabaseWrapper, table: Table) -> int:
    """The last key that the database gave out for ``table``, of a deleted row too; 0 if none.

    It is kept because a key that is given out again would inherit what still names the old one, such as log entries.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        else:
            sequence = _sequence(connection, table)
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def set_last_key(connection: BaseDatabaseWrapper, table: Table, last: int) -> None:
    """Makes the database go on after ``last`` and after the greatest key in the table.

    Never lower than it is: PostgreSQL does not roll a sequence back with its transaction.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({quote(table.key)}) FROM {quote(table.name)}")  # noqa: S608
        row = cursor.fetchone()
        last = max(last, last_key(connection, table), row[0] or 0 if row else 0)
        if last == 0:
            return
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(connection, table), last])


def _sequence(connection: BaseDatabaseWrapper, table: Table) -> str:
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(table.name)
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, table.key])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise LookupError(f"The table {table.name} has no sequence for {table.key}.")
    return str(row[0])
