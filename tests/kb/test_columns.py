"""Each kind of column, from the database of this run into JSON and back. Both runs expect the same JSON."""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from kb.backup.columns import writer
from kb.backup.tables import Table, rows

KEY = uuid.UUID("6f9619ff-8b86-d011-b42d-00c04fc964ff")
VALUES = {
    "moment": datetime(2026, 10, 25, 0, 30, 0, 123456, tzinfo=UTC),
    "day": date(1, 1, 1),
    "hour": time(23, 59, 59, 999999),
    "length": timedelta(days=-1, microseconds=7),
    "price": Decimal("1234567.89"),
    "share": 0.1 + 0.2,
    "great": 2**62,
    "yes": True,
    "blob": bytes(range(256)),
    "data": {"ž": [1, None, "İ\u2028"], "n": 1.5},
    "text": "ı\\N\t\r\n\"'%s",
    "address": "2001:db8::1",
}
PLAIN = {
    "moment": "2026-10-25T00:30:00.123456+00:00",
    "day": "0001-01-01",
    "hour": "23:59:59.999999",
    "length": -86_399_999_993,
    "price": "1234567.89",
    "share": 0.30000000000000004,
    "great": 2**62,
    "yes": True,
    "text": "ı\\N\t\r\n\"'%s",
    "address": "2001:db8::1",
}


@pytest.fixture
def model(db: None) -> Iterator[type[models.Model]]:
    with isolate_apps("kb"):

        class AllKinds(models.Model):
            id = models.UUIDField(primary_key=True)
            parent = models.ForeignKey("self", models.CASCADE, null=True)
            moment = models.DateTimeField(null=True)
            day = models.DateField(null=True)
            hour = models.TimeField(null=True)
            length = models.DurationField(null=True)
            price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
            share = models.FloatField(null=True)
            great = models.BigIntegerField(null=True)
            yes = models.BooleanField(null=True)
            blob = models.BinaryField(null=True)
            data = models.JSONField(null=True)
            text = models.TextField(null=True)  # noqa: DJ001 - NULL is what is tried
            address = models.GenericIPAddressField(null=True)

            class Meta:
                app_label = "kb"

    cursor = connection.cursor()
    columns = ", ".join(
        f"{connection.ops.quote_name(str(field.column))} {field.db_type(connection)}"
        for field in AllKinds._meta.local_fields
    )
    # Plain SQL: SQLite's schema editor refuses to work inside the test's transaction.
    cursor.execute(f"CREATE TABLE {AllKinds._meta.db_table} ({columns})")
    yield AllKinds
    cursor.execute(f"DROP TABLE {AllKinds._meta.db_table}")


def test_every_kind_survives_the_way_into_the_file_and_back(model):
    model._base_manager.create(pk=KEY, parent_id=KEY, **VALUES)
    model._base_manager.create(pk=uuid.UUID(int=1))
    table = Table(model._meta.db_table, tuple(model._meta.local_fields), "id", False)

    lines = [json.dumps(row) for row in rows(connection, table)]
    empty, full = (dict(zip(table.columns, json.loads(line), strict=True)) for line in lines)
    assert set(empty.values()) == {str(uuid.UUID(int=1)), None}
    assert full["id"] == full["parent_id"] == str(KEY)
    assert PLAIN.items() <= full.items()
    assert json.loads(full["data"]) == VALUES["data"]

    writers = [writer(connection, field) for field in table.fields]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table.name}")  # noqa: S608
        places = ", ".join(["%s"] * len(writers))
        for line in lines:
            values = [write(value) for write, value in zip(writers, json.loads(line), strict=True)]
            cursor.execute(f"INSERT INTO {table.name} VALUES ({places})", values)  # noqa: S608
    back = model._base_manager.get(pk=KEY)
    assert back.parent_id == KEY
    assert {name: bytes(getattr(back, name)) if name == "blob" else getattr(back, name) for name in VALUES} == VALUES
    assert model._base_manager.get(pk=uuid.UUID(int=1)).moment is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.DateTimeField(), "yesterday"),
        (models.UUIDField(), "x"),
        (models.BinaryField(), "ž"),
        (models.DateField(), 5),
    ],
)
def test_a_value_of_another_kind_is_refused(field, value):
    field.set_attributes_from_name("value")
    with pytest.raises((ValueError, TypeError)):
        writer(connection, field)(value)
