"""New rows in bulk: a build writes a hundred thousand and more, which no other statement touches yet."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models

# The columns as PostgreSQL's binary COPY names their types.
_TYPES = {
    "PositiveBigIntegerField": "int8",
    "PositiveIntegerField": "int4",
    "PositiveSmallIntegerField": "int2",
    "CharField": "varchar",
    "UUIDField": "uuid",
    "BinaryField": "bytea",
}


def insert_new(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], using: str) -> None:
    """Writes rows with these fields; none of them may be there already.

    PostgreSQL takes them by COPY in its binary form: as parameters of a statement each blob is hexadecimal text, which
    takes longer to make and to read than everything else. ``UUID`` values are given as such.
    """
    connection = connections[using]
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(str(field.column) for field in fields)  # type: ignore[union-attr]
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types([_TYPES[field.get_internal_type()] for field in fields])
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(names))
    # Numbers, texts and blobs are taken as they are; asking each field about each value takes as long as writing it.
    uuids = [place for place, field in enumerate(fields) if field.get_internal_type() == "UUIDField"]
    prepared = [_with_hex(row, uuids) for row in rows] if uuids else list(rows)
    with connection.cursor() as cursor:
        # Model names, never input.
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", prepared)  # noqa: S608


def _with_hex(row: Sequence[Any], uuids: Sequence[int]) -> list[Any]:
    """A row as SQLite keeps it."""
    values = list(row)
    for place in uuids:
        values[place] = values[place].hex
    return values
