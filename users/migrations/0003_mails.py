from django.core.management import call_command
from django.db import migrations

TABLE = "users_mails"


def create(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """The table of a cache: numbers of mails for a new password under hashes (settings.CACHES, docs/decisions/0018)."""

    dependencies = [("users", "0002_attempts")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
