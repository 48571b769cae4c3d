"""The tar file: written whole or not at all, and read with every member checked."""

import hashlib
import io
import json
import os
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from kb.backup.errors import BackupError
from kb.backup.manifest import CONTENTS, MANIFEST

BLOCK = 1024 * 1024


class Digest:
    """Reads a file through, and counts and sums up what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.sha256.update(data)
        self.size += len(data)
        return data


@dataclass
class Writer:
    """Adds members one after the other; remembers size, sum and rows of each."""

    tar: tarfile.TarFile
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, io.BytesIO(content), len(content))

    def add(self, name: str, file: IO[bytes], size: int, rows: int | None = None) -> None:
        """Adds ``size`` bytes of ``file``. Raises ``OSError`` if the file is shorter than that."""
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, int(time.time())
        source = Digest(file)
        self.tar.addfile(info, source)
        # tarfile remembers every member for its own listing, which nobody asks here.
        self.tar.members.clear()  # type: ignore[attr-defined]
        self.members[name] = {"bytes": size, "sha256": source.sha256.hexdigest()}
        if rows is not None:
            self.members[name]["rows"] = rows


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive that has the name ``path`` only once it is complete and on the disk. Only its owner can read it."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                writer = Writer(tar)
                yield writer
                writer.add_bytes(CONTENTS, json.dumps(writer.members, ensure_ascii=False, indent=0).encode())
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


Contents = dict[str, dict[str, Any]]


def verify(path: Path) -> tuple[bytes, Contents]:
    """Reads the whole archive once: its manifest, and what each member is.

    Raises ``BackupError`` where the file is none of ours, or damaged, or was cut off.
    """
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    found: Contents = {}
    manifest = contents = b""
    try:
        for name, member in _members(path):
            if not found and name != MANIFEST:
                raise BackupError(f"{path} is not a backup of this software: it does not begin with a manifest.")
            source = Digest(member)
            if name in (MANIFEST, CONTENTS):
                content = source.read()
                manifest, contents = (content, contents) if name == MANIFEST else (manifest, content)
            while source.read(BLOCK):
                pass
            if name != CONTENTS:
                found[name] = {"bytes": source.size, "sha256": source.sha256.hexdigest()}
    except tarfile.TarError as error:
        what = "damaged" if found else "not a backup of this software"
        raise BackupError(f"{path} is {what}: {error}. Take another backup file.") from error
    return manifest, _compared(path, found, contents)


def _compared(path: Path, found: Contents, contents: bytes) -> Contents:
    if not found:
        raise BackupError(f"{path} is not a backup of this software: there is nothing in it.")
    try:
        expected: Contents = json.loads(contents)
        promised = {name: {key: about[key] for key in ("bytes", "sha256")} for name, about in expected.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"{path} is damaged: it was cut off or its end is unreadable. Take another file.") from error
    wrong = [name for name in sorted(promised | found) if promised.get(name) != found.get(name)]
    if wrong:
        raise BackupError(
            f"{path} is damaged: {wrong[0]} is not what was backed up"
            f"{f' (and {len(wrong) - 1} more)' if len(wrong) > 1 else ''}. Take another backup file."
        )
    return expected


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each member, in order. The archive has been verified."""
    try:
        yield from _members(path)
    except tarfile.TarError as error:
        raise BackupError(f"{path} changed while it was read: {error}.") from error


def _members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(path, mode="r:") as tar:
        while (info := tar.next()) is not None:
            tar.members.clear()  # type: ignore[attr-defined]
            content = tar.extractfile(info) if info.isfile() else None
            if content is None:
                raise tarfile.TarError(f"{info.name} is not a file")
            yield info.name, content
