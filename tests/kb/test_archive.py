"""Files that are not what they should be, and a folder that is swapped."""

import io
import json
import tarfile
from pathlib import Path

import pytest

import kb
from kb.backup import BackupError, backup, manifest, media
from kb.backup.archive import members, verify, writing
from kb.backup.manifest import Manifest, check_fits, describe, parse
from kb.backup.tables import tables


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "site.tar"
    with writing(path) as writer:
        writer.add_bytes("manifest.json", b"{}")
        writer.add_bytes("media/a.txt", b"a" * 3000)
        writer.add("tables/t.jsonl.gz", io.BytesIO(b"t" * 2000), 2000, rows=7)
    return path


def test_a_whole_archive_is_read_back(archive):
    content, contents = verify(archive)
    assert content == b"{}"
    assert {name: about["bytes"] for name, about in contents.items()} == {
        "manifest.json": 2,
        "media/a.txt": 3000,
        "tables/t.jsonl.gz": 2000,
    }
    assert contents["tables/t.jsonl.gz"]["rows"] == 7
    assert [name for name, _content in members(archive)] == [*contents, "contents.json"]
    with tarfile.open(archive) as tar:
        assert tar.extractfile("media/a.txt").read() == b"a" * 3000  # type: ignore[union-attr]


def test_every_damaged_byte_of_a_member_and_every_cut_is_found(archive):
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        places = [(info.offset, info.offset_data, info.size) for info in tar.getmembers()]
    for header, data, size in places:
        for position in (header + 3, header + 130, data, data + size // 2, data + size - 1):
            archive.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
            with pytest.raises(BackupError, match=r"damaged|not a backup"):
                verify(archive)
        for position in (header, header + 100, data, data + size // 2):
            archive.write_bytes(whole[:position])
            with pytest.raises(BackupError, match=r"damaged|not a backup"):
                verify(archive)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 something", b"\x1f\x8b" + b"x" * 2000, b"{" * 20000])
def test_something_else_is_refused(tmp_path, content):
    path = tmp_path / "site.tar"
    path.write_bytes(content)
    with pytest.raises(BackupError, match="is not a backup of this software"):
        verify(path)


def test_another_tar_a_folder_and_no_file_are_refused(tmp_path):
    path = tmp_path / "site.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(__file__, "something.py")
    with pytest.raises(BackupError, match="does not begin with a manifest"):
        verify(path)
    for nothing in (tmp_path, tmp_path / "none.tar"):
        with pytest.raises(BackupError, match="There is no file"):
            verify(nothing)


def test_an_archive_that_fails_half_way_leaves_the_former_one_and_nothing_else(archive):
    before = archive.read_bytes()
    with pytest.raises(OSError, match="full"), writing(archive) as writer:
        writer.add_bytes("manifest.json", b"new")
        raise OSError("the disk is full")
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == ["site.tar"]


def test_a_file_that_shrinks_while_it_is_read_stops_the_backup(tmp_path):
    with pytest.raises(OSError, match="unexpected end of data"), writing(tmp_path / "site.tar") as writer:
        writer.add("media/a.txt", io.BytesIO(b"short"), 500)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_and_a_missing_folder_are_refused_before_anything_is_read(tmp_path):
    (tmp_path / "site.tar").write_text("precious")
    with pytest.raises(BackupError, match="exists already"):
        backup(tmp_path / "site.tar")
    with pytest.raises(BackupError, match="no folder"):
        backup(tmp_path / "none" / "site.tar")
    assert (tmp_path / "site.tar").read_text() == "precious"


@pytest.fixture
def here(db: None) -> Manifest:
    from django.db import connection

    return describe(connection, tables(), {})


def changed(here: Manifest, **fields: object) -> Manifest:
    return parse(json.dumps({**json.loads(here.to_json()), **fields}).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "another"}', b"\xff"])
def test_a_manifest_of_something_else_is_refused(content):
    with pytest.raises(BackupError, match="not a backup of this software"):
        parse(content)


def test_a_newer_format_is_refused(here):
    with pytest.raises(BackupError, match=r"made by version 9\.0.*Upgrade the software, then restore"):
        changed(here, format_version=2, version="9.0")


def test_only_equal_migrations_and_tables_fit(here):
    from django.db import connection

    def fit(**fields: object) -> None:
        check_fits(changed(here, **fields), connection, tables())

    fit()
    with pytest.raises(BackupError, match=r"this version .* lacks \(kb\.9999_later\)\. Upgrade"):
        fit(migrations=[*here.migrations, ["kb", "9999_later"]])
    with pytest.raises(BackupError, match=r"Install version 0\.0\.1, restore into an empty database, then upgrade"):
        fit(migrations=[entry for entry in here.migrations if entry[0] != "kb"], version="0.0.1")
    with pytest.raises(BackupError, match="does not have the tables of this software"):
        fit(tables={**here.tables, "another": ["id"]})
    assert here.version == kb.__version__
    assert here.format_version == manifest.FORMAT_VERSION


@pytest.fixture
def files(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "old.png").write_text("old")
    return tmp_path


def found(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_files_are_swapped_or_stay(files):
    for failing in (True, False):
        with media.unpacking() as unpacked:
            unpacked.add("media/images/new.png", io.BytesIO(b"new"))
            assert [name for name, _path in media.files()] == ["media/images/old.png"]
            try:
                with unpacked.swapped():
                    assert [name for name, _path in media.files()] == ["media/images/new.png"]
                    if failing:
                        raise OSError("the database is gone")
            except OSError:
                assert failing
        assert found(files) == ({"images/old.png": "old"} if failing else {"images/new.png": "new"})
        assert [path.name for path in files.iterdir()] == ["images"]


@pytest.mark.parametrize("name", ["media/../evil", "media//etc/evil", "media/", "media/a/../../evil"])
def test_a_file_cannot_leave_the_folder(files, name):
    with media.unpacking() as unpacked, pytest.raises(BackupError, match="leads elsewhere"):
        unpacked.add(name, io.BytesIO(b"x"))


def test_links_and_the_folders_of_an_interrupted_restore_are_not_backed_up(files):
    (files / "link").symlink_to("/etc/hostname")
    (files / ".replaced-x").mkdir()
    (files / ".replaced-x" / "old.png").write_text("former")
    assert [name for name, _path in media.files()] == ["media/images/old.png"]
    assert media.interrupted() == [files / ".replaced-x"]
