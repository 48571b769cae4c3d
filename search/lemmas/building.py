"""Builds tries from the dictionaries that simplemma brings: at set-up, never in a request.

The one module that reads simplemma's own files. Its public reader makes a dict of all words first, which takes twice
the time and memory (742 MB for Polish). Needs no Django: it runs in processes of its own, which give the memory back.
"""

import fcntl
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from marisa_trie import BytesTrie
from simplemma.strategies.dictionaries import frontcode
from simplemma.strategies.dictionaries.dictionary_factory import _read_decompressed

from search.lemmas.tries import TrieError, encode


def words(dictionary: str) -> Iterator[tuple[str, str]]:
    """Every word of a dictionary with its lemma, as simplemma's file is read."""
    data = _read_decompressed(dictionary)
    reverse, _count, start = frontcode._read_header(data)
    for _place, word, lemma in frontcode._iter_records(data, start):
        yield (word[::-1].decode(), lemma[::-1].decode()) if reverse else (word.decode(), lemma.decode())


def build(dictionary: str, target: Path) -> int:
    """Writes the trie of a dictionary to ``target``, whole or not at all; its size in bytes. Raises ``TrieError``."""
    content: bytes = BytesTrie((word, encode(word, lemma)) for word, lemma in words(dictionary)).tobytes()
    partial = target.with_suffix(".partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise TrieError(f"{target} cannot be written: {error.strerror}.") from error
    return len(content)


def build_apart(dictionary: str, target: Path) -> int:
    """``build`` in a process of its own, so that only one dictionary at a time takes memory. Raises ``TrieError``."""
    # A fresh process, not a fork: it takes no database connection and no thread of this one along.
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as process:
        try:
            return process.submit(build, dictionary, target).result()
        except BrokenProcessPool as error:
            raise TrieError(
                f"The process that built {target} was ended from outside, probably for want of memory: a dictionary"
                " needs up to 450 MB while it is built. Free some and run the command again."
            ) from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Makes the folder, and waits while another process builds in it. Raises ``TrieError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise TrieError(f"{folder} cannot be written to: {error.strerror}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def remove_other_releases(folder: Path) -> list[str]:
    """Deletes the sibling folders with tries of other releases; their names."""
    others = [other for other in folder.parent.glob("simplemma-*") if other.is_dir() and other != folder]
    for other in others:
        shutil.rmtree(other)
    return sorted(other.name for other in others)
