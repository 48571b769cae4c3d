"""Backup and restore between real databases; each step is a run of `manage.py` in a site of its own."""

import json
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kb.sites import Databases, Place

pytestmark = pytest.mark.services

# Each step is a process of its own. On the other database, and from one to the other, where there is time for it.
MOSTLY_SQLITE = ["sqlite", pytest.param("postgresql", marks=pytest.mark.thorough)]


@dataclass(frozen=True)
class Original:
    place: Place
    contents: str
    backup: Path


class Originals(dict[str, Original]):
    """A filled site on each database that is asked for, what is in it, and its backup: private, nothing beside it."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def __missing__(self, vendor: str) -> Original:
        place = self._databases.new(vendor)
        place.run("from tests.kb.site_content import fill; fill()")
        file = place.folder / "site.tar"
        place.manage("backup", file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not [path.name for path in file.parent.iterdir() if "partial" in path.name]
        self[vendor] = Original(place, place.contents(), file)
        return self[vendor]


@pytest.fixture(scope="module")
def originals(databases: Databases) -> Originals:
    return Originals(databases)


@pytest.mark.parametrize("target", MOSTLY_SQLITE)
@pytest.mark.parametrize("source", MOSTLY_SQLITE)
def test_the_restored_site_equals_the_original(originals, databases, source, target):
    original, restored = originals[source], databases.new(target)
    result = restored.manage("restore", original.backup)
    assert "manage.py update_index" in result.stdout
    contents, greatest, new, found = json.loads(restored.run("from tests.kb.site_content import examine; examine()"))
    assert json.loads(contents) == json.loads(original.contents)
    # Numbers go on where the original's go on: that of the deleted group is not given out again.
    assert new == greatest + 2
    assert found >= 1


@pytest.mark.thorough
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_backup_is_of_one_moment_while_the_site_writes(databases, vendor):
    site = databases.new(vendor)
    file = site.folder / "site.tar"
    # Between the tables, as another request would: an account and its group, whose tables come early and late.
    site.run(
        "from pathlib import Path\n"
        "from django.contrib.auth import get_user_model\n"
        "from django.contrib.auth.models import Group\n"
        "from kb.backup import backup\n"
        "def write(table):\n"
        "    group = Group.objects.create(name=f'during {table}')\n"
        "    get_user_model().objects.create_user(f'{table}@example.org').groups.add(group)\n"
        f"backup(Path({str(file)!r}), progress=write)\n"
    )
    restored = databases.new(vendor)
    restored.manage("restore", file)
    tables = json.loads(restored.contents())["tables"]
    assert tables["users_user"] == tables["users_user_groups"] == []
    assert not [row for row in tables["auth_group"] if "during" in str(row)]


@pytest.mark.thorough
def test_a_filled_site_is_replaced_only_on_request(originals, databases):
    site = databases.new("sqlite")
    site.run("from django.contrib.auth import get_user_model as u; u().objects.create_user('eva@example.org')")
    (site.media / "documents").mkdir(parents=True)
    (site.media / "documents" / "hers.pdf").write_text("hers")
    before = site.contents()

    refused = site.manage("restore", originals["sqlite"].backup, check=False)
    assert refused.returncode == 1
    assert "not empty: it has uploaded files, users_user: 1" in refused.stderr
    assert "--replace" in refused.stderr
    assert site.contents() == before

    site.manage("restore", "--replace", originals["sqlite"].backup)
    assert json.loads(site.contents()) == json.loads(originals["sqlite"].contents)


@pytest.mark.thorough
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_restore_that_fails_at_its_last_step_loses_nothing(originals, databases, vendor):
    site = databases.new(vendor)
    site.manage("restore", originals[vendor].backup)
    site.run("from django.contrib.auth.models import Group; Group.objects.create(name='after the backup')")
    (site.media / "later.txt").write_text("uploaded after the backup")
    before = site.contents()
    site.run(
        "from pathlib import Path\n"
        "from contextlib import contextmanager\n"
        "from kb.backup import media, restore\n"
        "swapped = media.Unpacked.swapped\n"
        "@contextmanager\n"
        "def fail(unpacked):\n"
        "    with swapped(unpacked):\n"
        "        assert not (media.media_root() / 'later.txt').exists()\n"
        "        raise OSError('the disk is full')\n"
        "media.Unpacked.swapped = fail\n"
        "try:\n"
        f"    restore(Path({str(originals[vendor].backup)!r}), replace=True)\n"
        "except OSError as error:\n"
        "    assert 'full' in str(error)\n"
        "else:\n"
        "    raise SystemExit('it did not fail')\n"
    )
    assert site.contents() == before
    assert sorted(path.name for path in site.media.iterdir() if path.name.startswith(".")) == []


@pytest.mark.thorough
def test_a_row_that_the_other_database_refuses_is_named_and_nothing_is_lost(originals, databases):
    """SQLite does not mind the length of a text; PostgreSQL does."""
    source = databases.new("sqlite")
    source.run("from django.contrib.auth.models import Group; print(Group.objects.create(name='long' * 50).pk)")
    source.manage("backup", source.folder / "site.tar")
    target = databases.new("postgresql")
    target.manage("restore", originals["postgresql"].backup)
    refused = target.manage("restore", "--replace", source.folder / "site.tar", check=False)
    assert refused.returncode == 1
    assert "Nothing was restored" in refused.stderr
    assert "The row 3 of auth_group does not fit" in refused.stderr
    assert json.loads(target.contents()) == json.loads(originals["postgresql"].contents)


@pytest.mark.thorough
def test_a_database_without_migrations_is_neither_backed_up_nor_filled(originals, databases):
    site = databases.unmigrated("sqlite")
    for arguments in (["backup", site.folder / "x.tar"], ["restore", originals["sqlite"].backup]):
        refused = site.manage(*arguments, check=False)
        assert refused.returncode == 1
        assert "manage.py migrate" in refused.stderr
    assert not (site.folder / "x.tar").exists()
