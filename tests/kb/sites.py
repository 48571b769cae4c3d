"""Whole sites for tests: each with a real database and media folder of its own, reached through `manage.py`."""

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
    """Makes sites with an empty, migrated database, from one migrated database of each vendor."""

    def __init__(self, folder: Path, server_url: str) -> None:
        self._folder, self._server = folder, server_url
        self._migrated: dict[str, Place] = {}

    def new(self, vendor: str) -> Place:
        if vendor not in self._migrated:
            self._migrated[vendor] = self._migrate(vendor)
        template, place = self._migrated[vendor], self._place(vendor)
        if vendor == "sqlite":
            shutil.copy(urlsplit(template.database_url).path, urlsplit(place.database_url).path)
        else:
            self._create(place, urlsplit(template.database_url).path[1:])
        return place

    def unmigrated(self, vendor: str) -> Place:
        place = self._place(vendor)
        if vendor == "postgresql":
            self._create(place, "template0")
        return place

    def _place(self, vendor: str) -> Place:
        name = f"kb_{uuid.uuid4().hex}"
        folder = self._folder / name
        folder.mkdir()
        if vendor == "sqlite":
            return Place(f"sqlite:///{folder}/kb.sqlite3", folder)
        parts = urlsplit(self._server)
        return Place(urlunsplit(parts._replace(path=f"/{name}")), folder)

    def _migrate(self, vendor: str) -> Place:
        place = self.unmigrated(vendor)
        place.manage("migrate", "--verbosity", "0")
        return place

    def _create(self, place: Place, template: str) -> None:
        name = urlsplit(place.database_url).path[1:]
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
