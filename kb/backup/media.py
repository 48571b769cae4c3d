"""The uploaded files: listed for a backup; unpacked, then swapped, by a restore."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.storage import FileSystemStorage, default_storage

from kb.backup.errors import BackupError

PREFIX = "media/"
# Folders of a restore, inside the media folder because that may be a mounted disk: renaming works only within one.
UNPACKED = ".restore-"
REPLACED = ".replaced-"


def media_root() -> Path:
    """The folder of the uploaded files. Raises ``BackupError`` where they are kept elsewhere than in a folder."""
    if not isinstance(default_storage, FileSystemStorage) and not hasattr(default_storage, "location"):
        raise BackupError("Uploaded files are not kept in a folder of this machine; backup covers only a folder.")
    return Path(default_storage.location)


def files() -> Iterator[tuple[str, Path]]:
    """(name in the archive, path) of every uploaded file, in a fixed order, without links and a restore's folders."""
    root = media_root()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((UNPACKED, REPLACED)))
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield PREFIX + path.relative_to(root).as_posix(), path


def interrupted() -> list[Path]:
    """What a restore that was killed left: the files of before, which nobody deletes unasked."""
    root = media_root()
    return sorted(root.glob(f"{REPLACED}*")) if root.is_dir() else []


class Unpacked:
    """The files of a backup in a folder beside the present ones, until `swapped` puts them in their place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, content: IO[bytes]) -> None:
        """Unpacks one member. Raises ``BackupError`` for a name that leads out of the folder."""
        relative = PurePosixPath(name.removeprefix(PREFIX))
        if relative.is_absolute() or ".." in relative.parts or not relative.parts or "\0" in name:
            raise BackupError(f"The backup holds a file with a name that leads elsewhere: {name!r}.")
        path = self.folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            shutil.copyfileobj(content, file)

    @contextmanager
    def swapped(self) -> Iterator[None]:
        """Inside the block these files are the site's; if it fails, the former ones are again, and after it they go."""
        root = media_root()
        former = Path(tempfile.mkdtemp(prefix=REPLACED, dir=root))
        moved: list[tuple[Path, Path]] = []
        try:
            _move(root, former, moved)
            _move(self.folder, root, moved)
            yield
        except BaseException:
            for source, target in reversed(moved):
                target.rename(source)
            former.rmdir()
            raise
        shutil.rmtree(former)


@contextmanager
def unpacking() -> Iterator[Unpacked]:
    root = media_root()
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=UNPACKED, dir=root))
    try:
        yield Unpacked(folder)
    finally:
        shutil.rmtree(folder)


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    """Renames what is in one folder into the other, without a restore's own folders; appends what it did."""
    for path in sorted(source.iterdir()):
        if not path.name.startswith((UNPACKED, REPLACED)):
            path.rename(target / path.name)
            moved.append((path, target / path.name))
