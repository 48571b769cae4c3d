"""One value of one column, to JSON and back, for each kind of column and either database.

JSON holds NULL, booleans, numbers and text as they are. The others become text: date and time in ISO 8601 with
microseconds and offset, durations as microseconds, decimals and UUIDs in their usual form, bytes in base64, a JSON
column as the JSON text it holds.
"""

import base64
import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# What a row is made of in the file.
Plain = str | int | float | bool | None
Convert = Callable[[Any], Any]


def kind(field: "models.Field[Any, Any]") -> str:
    """The kind of the column: for a foreign key, that of the key it points at."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def _json_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"A JSON column was read as {type(value).__name__}, not as text.")
    return value


_TO_PLAIN: dict[str, Convert] = {
    "DateTimeField": lambda value: value.isoformat(),
    "DateField": lambda value: value.isoformat(),
    "TimeField": lambda value: value.isoformat(),
    "DurationField": lambda value: value // datetime.timedelta(microseconds=1),
    "DecimalField": str,
    "UUIDField": str,
    "BinaryField": lambda value: base64.b64encode(bytes(value)).decode("ascii"),
    "BooleanField": bool,
    "JSONField": _json_text,
}


def reader(connection: BaseDatabaseWrapper, field: "models.Field[Any, Any]") -> Convert:
    """A function from what this database's driver returns for ``field`` to a plain value."""
    column = field.get_col(field.model._meta.db_table)
    converters = list(connection.ops.get_db_converters(column))
    this_kind = kind(field)
    if this_kind == "DurationField" and not connection.features.has_native_duration_field:
        converters.append(connection.ops.convert_durationfield_value)
    to_plain = _TO_PLAIN.get(this_kind)

    def read(value: Any) -> Plain:
        for convert in converters:
            value = convert(value, column, connection)
        return value if value is None or to_plain is None else to_plain(value)  # type: ignore[no-any-return]

    return read


def writer(connection: BaseDatabaseWrapper, field: "models.Field[Any, Any]") -> Convert:
    """A function from a plain value to what this database's driver accepts for ``field``.

    It raises ``ValueError`` or ``TypeError`` where the value is none of this kind.
    """
    ops, features = connection.ops, connection.features
    from_plain: dict[str, Convert] = {
        "DateTimeField": lambda value: ops.adapt_datetimefield_value(datetime.datetime.fromisoformat(value)),
        "DateField": lambda value: ops.adapt_datefield_value(datetime.date.fromisoformat(value)),
        "TimeField": lambda value: ops.adapt_timefield_value(datetime.time.fromisoformat(value)),
        "DurationField": lambda value: (
            datetime.timedelta(microseconds=value) if features.has_native_duration_field else value
        ),
        "DecimalField": lambda value: ops.adapt_decimalfield_value(
            Decimal(value), getattr(field, "max_digits", None), getattr(field, "decimal_places", None)
        ),
        "UUIDField": lambda value: uuid.UUID(value) if features.has_native_uuid_field else uuid.UUID(value).hex,
        "BinaryField": lambda value: base64.b64decode(value, validate=True),
    }
    convert = from_plain.get(kind(field))

    def write(value: Plain) -> Any:
        return value if value is None or convert is None else convert(value)

    return write
