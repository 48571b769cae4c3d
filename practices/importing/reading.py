"""Reads JSON Lines from files that may be damaged: every line becomes an object or a finding."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from practices.importing.report import Finding, Level, printable

# A record of many languages is a few kilobytes. A line longer than this is not a record, and is not read into memory;
# a shorter one is, so that a text that is too long can be named.
MAX_LINE = 16 * 1024 * 1024


def read(path: Path) -> Iterator[tuple[int, dict[str, Any] | Finding]]:
    """The lines of ``path`` with their numbers (from 1): an object each, or what is wrong with it.

    Empty lines are passed over. A file that cannot be read, or has nothing in it, is one finding with line 0; one that
    cannot be read to its end is a finding with the line it stopped at.
    """
    number, found = 0, False
    try:
        if path.is_dir():
            yield _fault(path, 0, "This is a folder. Name the files in it, for example folder/*.jsonl.")
            return
        if path.exists() and not path.is_file():
            yield _fault(path, 0, "This is not a file that can be read twice. Write the records into one first.")
            return
        with path.open("rb") as file:
            lines = ((number, raw) for number, raw in _lines(file) if raw is None or raw.strip())
            head = list(islice(lines, 2))
            found = bool(head)
            if _is_one_document(head):
                reason = "This is one JSON document over several lines. Write one record a line (JSON Lines)."
                yield _fault(path, head[0][0], reason)
                return
            for number, raw in chain(head, lines):
                if raw is None:
                    reason = f"The line is longer than {MAX_LINE // 1024 // 1024} MB. One record a line, please."
                    yield _fault(path, number, reason)
                else:
                    yield number, _parse(raw.rstrip(), path, number)
    except FileNotFoundError:
        yield _fault(path, 0, "There is no such file. Check the path.")
    except OSError as error:
        yield _fault(path, number, f"It cannot be read{' further' if number else ''}: {error.strerror}.")
    else:
        if not found:
            yield _fault(path, 0, "The file is empty.")


def _fault(path: Path, line: int, reason: str) -> tuple[int, Finding]:
    return line, Finding(Level.ERROR, str(path), line, "", "", reason)


def _lines(file: Any) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, without the byte order mark; None for one that is too long, whose rest is passed over."""
    number = 0
    while raw := file.readline(MAX_LINE):
        number += 1
        if len(raw) < MAX_LINE or raw.endswith(b"\n"):
            yield number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            continue
        while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _is_one_document(head: list[tuple[int, bytes | None]]) -> bool:
    """Whether the first two lines with something in them are the beginning of one JSON document.

    A first line that only breaks off, before a line that is a record, is not.
    """
    parts = [raw.strip() for _number, raw in head if raw is not None]
    if len(parts) < 2 or not _breaks_off(parts[0]):
        return False
    if parts[0] in (b"[", b"{", b"[{"):
        return True
    return not parts[1].startswith(b"{") and _breaks_off(b"\n".join(parts))


def _breaks_off(raw: bytes) -> bool:
    """Whether it is JSON as far as it goes, but not to its end."""
    try:
        json.loads(raw)
    except json.JSONDecodeError as error:
        return error.pos >= len(error.doc)
    except (ValueError, RecursionError):
        return False
    return False


class _NotARecordError(ValueError):
    """JSON, but not as a record has it."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # Which of the two is meant nobody can tell; JSON readers silently take the last.
        twice = next(key for number, (key, _value) in enumerate(pairs) if key in dict(pairs[:number]))
        raise _NotARecordError(f"“{printable(twice)}” is in it twice. Keep one.")
    return found


def _parse(raw: bytes, path: Path, line: int) -> dict[str, Any] | Finding:
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        reason = f"Byte {error.start + 1} is not UTF-8. Save the file as UTF-8."
    except json.JSONDecodeError as error:
        reason = f"This is not JSON: {error.msg} at character {error.pos + 1}."
    except RecursionError:
        reason = "The JSON is nested too deeply to be a record."
    except _NotARecordError as error:
        reason = str(error)
    except ValueError:
        # Python's guard against numbers of thousands of digits.
        reason = "It has a number of more digits than can be read."
    else:
        if isinstance(value, dict):
            return value
        reason = f"A record is an object in braces; this is {_kind(value)}."
    return _fault(path, line, reason)[1]


def _kind(value: Any) -> str:
    kinds = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
