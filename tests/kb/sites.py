"""Whole sites for tests: each with a real database and media folder of its own, reached through `manage.py`."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """Where a site lives."""

    database_url: str
    folder: Path

    @property
    def media(self) -> Path:
        return self.folder / "media"

    def environment(self, **more: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KB_", "DJANGO_"))}
        return {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "kb.settings.dev",
            "DATABASE_URL": self.database_url,
            "KB_VAR_DIR": str(self.folder),
            **more,
        }

    def manage(
        self, *arguments: str | Path, check: bool = True, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert not check or result.returncode == 0, result.stdout + result.stderr
        return result

    def run(self, code: str, **environment: str) -> str:
        """Runs Python in the site; what it printed."""
        return self.manage("shell", "--no-imports", "-c", code, check=True, **environment).stdout

    def contents(self) -> str:
        """Every row of every table that a backup holds, and every file: equal for equal sites on any database."""
        return self.run("from tests.kb.site_content import contents; print(contents())")


class Databases:
    """Makes sites out of templates: an empty database, a migrated one, one that is ready for content.

    Each template is made once for all processes of a run, which share the folder ``shared`` and the server.
    """

    def __init__(self, folder: Path, shared: Path, server_url: str) -> None:
        self._folder, self._shared, self._server = folder, shared, server_url

    def unmigrated(self, vendor: str) -> Place:
        place = self._place(vendor)
        if vendor == "postgresql":
            self._create(place, "template0")
        return place

    def new(self, vendor: str) -> Place:
        """A site with all tables."""
        return self._copy(vendor, self._template(vendor, "migrated"))

    def ready(self, vendor: str) -> Place:
        """A site with all tables, the vocabularies, and the tree of each language."""
        return self._copy(vendor, self._template(vendor, "ready"))

    def _template(self, vendor: str, state: str) -> Place:
        note = self._shared / f"{vendor}-{state}.json"
        with (self._shared / f"{vendor}-{state}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not note.exists():
                place = self._make(vendor, state)
                note.write_text(json.dumps([place.database_url, str(place.folder)]))
        url, folder = json.loads(note.read_text())
        return Place(url, Path(folder))

    def _make(self, vendor: str, state: str) -> Place:
        if state == "migrated":
            place = self.unmigrated(vendor)
            place.manage("migrate", "--verbosity", "0")
        else:
            place = self.new(vendor)
            place.manage("load_vocabularies")
            place.manage("site_trees")
        return place

    def _copy(self, vendor: str, template: Place) -> Place:
        place = self._place(vendor)
        if vendor == "sqlite":
            shutil.copy(urlsplit(template.database_url).path, urlsplit(place.database_url).path)
        else:
            self._create(place, urlsplit(template.database_url).path[1:])
        return place

    def _place(self, vendor: str) -> Place:
        name = f"kb_{uuid.uuid4().hex}"
        folder = self._folder / name
        folder.mkdir()
        if vendor == "sqlite":
            return Place(f"sqlite:///{folder}/kb.sqlite3", folder)
        parts = urlsplit(self._server)
        return Place(urlunsplit(parts._replace(path=f"/{name}")), folder)

    def _create(self, place: Place, template: str) -> None:
        name = urlsplit(place.database_url).path[1:]
        # Two processes at once cannot copy one database.
        with (self._shared / "create.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with psycopg.connect(self._server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
