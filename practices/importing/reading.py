"""Reads JSON Lines from files that may be damaged: every line becomes an object or a finding."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from practices.importing.report import Finding, Level

# A record of many languages is a few kilobytes. A line longer than this is not a record, and is not read into memory.
MAX_LINE = 4 * 1024 * 1024


def read(path: Path) -> Iterator[tuple[int, dict[str, Any] | Finding]]:
    """The lines of ``path`` with their numbers (from 1): an object each, or what is wrong with it.

    Empty lines are passed over. A file that cannot be read, or has nothing in it, is one finding with line 0.
    """
    name = str(path)

    def fault(line: int, reason: str) -> tuple[int, Finding]:
        return line, Finding(Level.ERROR, name, line, "", "", reason)

    if path.is_dir():
        yield fault(0, "This is a folder. Name the files in it, for example folder/*.jsonl.")
        return
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield fault(0, "There is no such file. Check the path.")
        return
    except OSError as error:
        yield fault(0, f"It cannot be read: {error.strerror}.")
        return
    with file:
        found = False
        for number, raw in _lines(file):
            if raw is None:
                found = True
                yield fault(
                    number, f"The line is longer than {MAX_LINE // 1024 // 1024} MB. One record a line, please."
                )
                continue
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if not raw.strip():
                continue
            found = True
            yield number, _parse(raw, name, number)
        if not found:
            yield fault(0, "The file is empty.")


def _lines(file: Any) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, whose rest is passed over."""
    number = 0
    while raw := file.readline(MAX_LINE):
        number += 1
        if len(raw) < MAX_LINE or raw.endswith(b"\n"):
            yield number, raw
            continue
        while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _parse(raw: bytes, name: str, line: int) -> dict[str, Any] | Finding:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"Byte {error.start + 1} is not UTF-8. Save the file as UTF-8."
    except json.JSONDecodeError as error:
        reason = f"This is not JSON: {error.msg} at character {error.pos + 1}."
    except RecursionError:
        reason = "The JSON is nested too deeply to be a record."
    except ValueError as error:
        reason = f"This is not JSON: {error}."
    else:
        if isinstance(value, dict):
            return value
        reason = f"A record is an object in braces; this is {_kind(value)}."
    return Finding(Level.ERROR, name, line, "", "", reason)


def _kind(value: Any) -> str:
    kinds = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
