"""Imports that are killed, and two at once, in real processes on real sites."""

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.kb.sites import ROOT, Databases, Place

pytestmark = pytest.mark.services

RECORDS = 60
# An import may be killed between any two statements; these are early, in the middle and near the end.
KILLED_AFTER = (1, 17, 44)


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, databases: Databases) -> Place:
    return databases.ready(request.param)


@pytest.fixture
def path(record, tmp_path: Path) -> Path:
    lines = []
    for number in range(RECORDS):
        texts = {"en": f"Text {number} of a practice about bread."}
        if number % 4 == 0:
            title = f"Kruh {number}"
            texts["sl"] = f"{title}: besedilo." if number % 8 == 0 else "Samo besedilo."
        else:
            title = f"Bread {number % 7}"
        themes = ["food-rescue"] if number % 2 else [f"no-term-{number % 3}"]
        organisation = f"Bakery {number % 9}"
        lines.append(record(f"r{number}", title=title, texts=texts, themes=themes, organisation=organisation))
    file = tmp_path / "practices.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def _start(site: Place, path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_practices", str(path)],
        cwd=ROOT,
        env=site.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _committed(site: Place) -> int:
    """How many records have come in, asked beside the import."""
    question = "SELECT count(*) FROM practices_importrecord"
    parts = urlsplit(site.database_url)
    if parts.scheme == "sqlite":
        with sqlite3.connect(parts.path, timeout=20) as connection:
            return int(connection.execute(question).fetchone()[0])
    with psycopg.connect(site.database_url) as server:
        row = server.execute(question).fetchone()
        return int(row[0]) if row else 0


def _until(site: Place, process: "subprocess.Popen[str]", number: int) -> None:
    """Returns when this many records have come in, or the import has ended. Asks no oftener than the import is fast: it
    needs the processor more than the question does.
    """
    while _committed(site) < number:
        try:
            process.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        return


def _kill_after(site: Place, path: Path, number: int) -> int:
    process = _start(site, path)
    _until(site, process, number)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return _committed(site)


def _state(site: Place) -> str:
    return site.run("from tests.practices.importing.site_state import state; print(state())")


@pytest.mark.thorough
def test_a_killed_import_and_another_end_like_one_whole(site: Place, databases: Databases, path: Path):
    vendor = "sqlite" if site.database_url.startswith("sqlite") else "postgresql"
    whole = databases.ready(vendor)
    whole.manage("import_practices", path)
    whole.manage("search_index", "sweep")
    expected = json.loads(_state(whole))
    assert len(expected["records"]) == len(expected["documents"]) == RECORDS
    assert not expected["marks"]

    counts = [_kill_after(site, path, number) for number in KILLED_AFTER]
    assert all(number <= count for number, count in zip(KILLED_AFTER, counts, strict=True))
    assert counts[0] < RECORDS, "the import was never interrupted"
    last = site.manage("import_practices", path).stdout
    site.manage("search_index", "sweep")
    assert json.loads(_state(site)) == expected
    assert f"{RECORDS - counts[-1]} created, 0 updated, {counts[-1]} unchanged" in last


@pytest.mark.thorough
def test_two_imports_at_once_are_one(site: Place, path: Path):
    first = _start(site, path)
    _until(site, first, 1)
    second = site.manage("import_practices", path, check=False)
    assert (second.returncode, second.stdout) == (1, "")
    assert "Another import is running on this site." in second.stderr
    out, err = first.communicate()
    assert first.returncode == 0, err
    assert f"{RECORDS} created" in out
    again = site.manage("import_practices", path).stdout
    assert f"0 created, 0 updated, {RECORDS} unchanged" in again
