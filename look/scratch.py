"""A site to look at: the demo content with some states more, in a folder of its own, served as on a server."""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
# Building them takes long, and they are the same for every site of this version.
TRIES = ROOT / "var" / "tries"
HOST = "127.0.0.1"
# What the content of the site is made from: when it changes, the site is made anew.
CONTENT = (
    "requirements/base.txt",
    "demo",
    "look/states.py",
    "look/places.py",
    "taxonomy/vocabularies",
    "*/migrations",
    "*/trees.py",
)
APPS = ("users", "kb", "taxonomy", "translation", "practices", "events", "home", "search")
# For tests, which must not answer from what an earlier version has made: all code of the site, but no template.
CONTENT_AND_CODE = (*CONTENT, *(f"{app}/**/*.py" for app in APPS))
# What the files that it sends as they are come from: the finders' folders, and the packages'.
STATIC = ("static", "*/static", "kb/stylesheet.py", "kb/settings", "requirements/base.txt")
# Beside the database; without it nothing in a folder is overwritten, and no state is made.
MARK = "scratch-site.json"
# The admin is not looked at here, and its files are most of what would have to be compressed.
_LEFT_OUT = ("wagtail*", "wagtail_localize*", "admin", "taxonomy")
_PATIENCE = 120


class ScratchError(RuntimeError):
    """The site could not be made or served: what was tried, and what the program said."""


@dataclass(frozen=True)
class ScratchSite:
    """A site in ``folder``. Its settings are those of a server without TLS, on this machine only."""

    folder: Path
    made_from: tuple[str, ...] = CONTENT

    def environment(self, port: int = 8000) -> dict[str, str]:
        """The environment of its processes: nothing of the caller's own site goes in."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KB_", "DJANGO_"))}
        return {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "kb.settings.production",
            "DATABASE_URL": f"sqlite:///{self.folder / 'kb.sqlite3'}",
            "KB_VAR_DIR": str(self.folder),
            "KB_TRIES_DIR": str(TRIES),
            # Known to everybody who reads this, as the site's content is: it answers on loopback only.
            "KB_SECRET_KEY": "a scratch site keeps no secrets " + "0123456789" * 2,
            "KB_HOSTS": HOST,
            "KB_HTTPS": "off",
            "KB_BIND": f"{HOST}:{port}",
            "KB_WORKERS": "2",
            "KB_LOG_LEVEL": "WARNING",
        }

    def manage(self, *arguments: str, **environment: str) -> str:
        """What ``manage.py`` with ``arguments`` printed. Raises ``ScratchError`` with its words if it failed."""
        command = [sys.executable, "manage.py", *arguments]
        result = subprocess.run(
            command, cwd=ROOT, env={**self.environment(), **environment}, capture_output=True, text=True
        )
        if result.returncode:
            raise ScratchError(f"manage.py {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")
        return result.stdout

    def prepare(self) -> None:
        """Makes the site and collects its static files, or makes anew what has changed where it comes from.

        Processes that prepare the same folder wait for each other; what one of them serves stays as it is.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with (self.folder.parent / f"{self.folder.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self._mark().get("made_from") != fingerprint(self.made_from):
                self._make()
            static = fingerprint(STATIC)
            if self._mark().get("static_from") != static:
                ignored = [part for pattern in _LEFT_OUT for part in ("--ignore", pattern)]
                self.manage("collectstatic", "--noinput", "--verbosity", "0", *ignored)
                self._write_mark({**self._mark(), "static_from": static})

    def contents(self) -> dict[str, Any]:
        """What ``look_states`` printed: ``sessions``, keys by who is signed in, and ``places``."""
        return self._mark()

    def _mark(self) -> dict[str, Any]:
        mark = self.folder / MARK
        found: dict[str, Any] = json.loads(mark.read_text()) if mark.is_file() else {}
        return found

    def _write_mark(self, values: dict[str, Any]) -> None:
        (self.folder / MARK).write_text(json.dumps(values))

    def _make(self) -> None:
        if self.folder.exists() and any(self.folder.iterdir()) and not (self.folder / MARK).is_file():
            raise ScratchError(f"{self.folder} holds something that is no scratch site: choose an empty folder.")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self._write_mark({})
        self.manage("demo", "--no-server", DJANGO_SETTINGS_MODULE="kb.settings.dev")
        found = json.loads(self.manage("look_states").splitlines()[-1])
        self._write_mark({"made_from": fingerprint(self.made_from), **found})

    @contextmanager
    def served(self, port: int = 0) -> Iterator[str]:
        """The site's address while gunicorn serves it; ``port`` 0 means any that is free."""
        port = port or _free_port()
        log = (self.folder / "server.log").open("a+")
        command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py")]
        server = subprocess.Popen(command, cwd=ROOT, env=self.environment(port), stdout=log, stderr=log)
        try:
            _wait_for(f"http://{HOST}:{port}/health/", server, Path(log.name))
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)
            log.close()


def fingerprint(patterns: Sequence[str]) -> str:
    """One word for the content of all files that ``patterns`` name, of folders all that is in them."""
    files = sorted(
        {
            path
            for pattern in patterns
            for found in ROOT.glob(pattern)
            for path in (found.rglob("*") if found.is_dir() else [found])
            if path.is_file() and "__pycache__" not in path.parts
        }
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when ``address`` answers. Raises ``ScratchError`` if the server ends, or is silent for two minutes."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise ScratchError(f"The server ended at once. {log} ends with:\n{log.read_text()[-2000:]}")
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise ScratchError(f"{address} did not answer within {_PATIENCE} seconds; see {log}.")
