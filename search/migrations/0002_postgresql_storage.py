"""How PostgreSQL keeps the blobs: lists in the row itself, so that a query reads one page for each; chunks beside it
and uncompressed, since unpacking them would cost more than reading them. Nothing to do on other databases."""

from django.db import migrations

STORAGE = {
    "search_searchposting": {"ordinals": "PLAIN", "impacts": "PLAIN"},
    "search_searchchunk": {"records": "EXTERNAL", "facets": "EXTERNAL"},
    "search_searchtitles": {"ordinals": "EXTERNAL", "keys": "EXTERNAL"},
    "search_searchentry": {"vector": "EXTERNAL"},
}


def set_storage(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in STORAGE.items():
        for column, storage in columns.items():
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE {storage}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(set_storage, migrations.RunPython.noop)]
