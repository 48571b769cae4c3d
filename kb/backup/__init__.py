"""Backup and restore: database and media in one file that any of the supported databases can be filled from.

The file is a plain tar:

- ``manifest.json``: format, versions, migrations, and the columns of every table; first, so that a wrong file is
  refused before anything is read;
- ``media/…``: the files, as they are;
- ``tables/NAME.jsonl.gz``: the rows, one JSON list a line, in the order of the manifest's columns (see columns.py);
- ``contents.json``: size and SHA-256 of every member, rows of every table; last, so that a file cut off lacks it.

Rows are read and written by column, without models: no signal, no ``save()`` and no default can change them. Tables
that are derived from others are left out, and rebuilt by the commands that derived.py names.
"""

from kb.backup.derived import declare_derived
from kb.backup.errors import BackupError
from kb.backup.read import restore
from kb.backup.write import backup

__all__ = ["BackupError", "backup", "declare_derived", "restore"]
