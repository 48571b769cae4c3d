"""Files that may be damaged: every line becomes an object or one finding."""

import os
from pathlib import Path

import pytest

from practices.importing import reading
from practices.importing.reading import read
from practices.importing.report import Finding


def outcomes(path: Path) -> list[tuple[int, str]]:
    """Line numbers, with the reason or "record"."""
    return [(line, found.reason if isinstance(found, Finding) else "record") for line, found in read(path)]


def one_reason(path: Path) -> str:
    [(line, found)] = read(path)
    assert isinstance(found, Finding)
    assert (found.file, found.line) == (str(path), line)
    return found.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"title": "x"', "This is not JSON: Expecting ',' delimiter at character 14."),
        (b"title: x", "This is not JSON"),
        (b'{"a": 1} {"b": 2}', "This is not JSON: Extra data"),
        (b"[1, 2]", "A record is an object in braces; this is a list."),
        (b'"text"', "A record is an object in braces; this is a text."),
        (b"12", "A record is an object in braces; this is a number."),
        (b"true", "A record is an object in braces; this is true or false."),
        (b"null", "A record is an object in braces; this is null."),
        (b'{"title": "caf\xe9"}', "Byte 15 is not UTF-8. Save the file as UTF-8."),
        (b"\x1f\x8b\x08\x00", "Byte 2 is not UTF-8."),
        (b"[" * 100_000 + b"]" * 100_000, "The JSON is nested too deeply to be a record."),
        (b'{"a": ' * 100_000 + b"1" + b"}" * 100_000, "The JSON is nested too deeply to be a record."),
        (b'{"year": ' + b"9" * 5000 + b"}", "It has a number of more digits than can be read."),
        (b'{"title": "a", "title": "b"}', "“title” is in it twice. Keep one."),
        (b'{"texts": {"en": "a", "en": "b"}}', "“en” is in it twice. Keep one."),
        (b'{"title": "a\tb"}', "This is not JSON: Invalid control character"),
    ],
)
def test_a_line_that_is_no_record_is_one_finding_and_the_next_comes_in(tmp_path, line, reason):
    path = tmp_path / "records.jsonl"
    path.write_bytes(line + b'\n{"title": "fine"}\n')
    (first, said), second = outcomes(path)
    assert first == 1
    assert said.startswith(reason)
    assert second == (2, "record")


@pytest.mark.parametrize(
    "content",
    [
        b'[\n{"title": "a"},\n{"title": "b"}\n]\n',
        b'\n[{\n  "title": "a"\n}]',
        b'\xef\xbb\xbf{\r\n  "title": "a",\r\n  "texts": {\r\n    "en": "b"\r\n  }\r\n}\r\n',
        b'{"title": "a",\n "themes": [\n  "x"]}',
        b'{"themes": [\n"x",\n"y"]}',
    ],
)
def test_one_document_over_several_lines_is_one_finding(tmp_path, content):
    path = tmp_path / "records.json"
    path.write_bytes(content)
    assert one_reason(path) == "This is one JSON document over several lines. Write one record a line (JSON Lines)."


@pytest.mark.parametrize("line", [b'{"title": ', b'{"title": "a', b'{"title": "a",', b'{"themes": ['])
def test_a_first_record_that_breaks_off_keeps_no_other_out(tmp_path, line):
    path = tmp_path / "records.jsonl"
    path.write_bytes(line + b'\n{"title": "fine"}\n')
    assert [outcome == "record" for _line, outcome in outcomes(path)] == [False, True]


def test_a_byte_order_mark_and_blank_lines_are_passed_over_and_lines_keep_their_numbers(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\r\n  \t\n{"b": 2}\r\n{"c": 3}')
    assert list(read(path)) == [(1, {"a": 1}), (4, {"b": 2}), (5, {"c": 3})]


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_with_nothing_in_it(tmp_path, content):
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    assert one_reason(path) == "The file is empty."


def test_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert one_reason(tmp_path / "pipe").startswith("This is not a file")


def test_a_folder(tmp_path):
    assert one_reason(tmp_path).startswith("This is a folder.")


def test_no_file(tmp_path):
    assert one_reason(tmp_path / "missing.jsonl") == "There is no such file. Check the path."


def test_a_file_that_cannot_be_opened(tmp_path):
    circle = tmp_path / "circle.jsonl"
    circle.symlink_to(circle)
    assert one_reason(circle) == "It cannot be read: Too many levels of symbolic links."
    assert one_reason(tmp_path / ("x" * 300)) == "It cannot be read: File name too long."


def test_a_file_that_fails_while_it_is_read():
    """The kernel opens this one and refuses to read it."""
    path = Path(f"/proc/{os.getpid()}/mem")
    if not path.exists():
        pytest.skip("needs Linux's /proc")
    assert one_reason(path).startswith("It cannot be read")


def test_a_line_that_is_too_long_is_not_kept_in_memory_and_the_next_comes_in(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_LINE", 1024 * 1024)
    path = tmp_path / "long.jsonl"
    long = b'{"title": "' + b"x" * (2 * 1024 * 1024 + 17) + b'"}\n'
    path.write_bytes(b'{"a": 1}\n' + long + b'{"b": 2}\n' + long.strip())
    too_long = "The line is longer than 1 MB. One record a line, please."
    assert outcomes(path) == [(1, "record"), (2, too_long), (3, "record"), (4, too_long)]
