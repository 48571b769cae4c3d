"""What an import has to say about its input, line by line."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


def printable(text: str, limit: int = 80) -> str:
    """``text`` of unknown origin as part of a message: what a terminal or a file could not take becomes ``�``."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in text[:limit])
    return shown + "…" * (len(text) > limit)


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # the record did not come in
    KEPT = "kept"  # the page was left as it is
    NOTE = "note"  # the record came in; something in it could not be used as it stands


@dataclass(frozen=True)
class Finding:
    """One thing to know: where it is, and what it means."""

    level: Level
    file: str
    line: int
    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        what = " ".join(part for part in (self.record, self.field) if part)
        return f"{where}: {self.level}: {what + ': ' if what else ''}{self.reason}"


@dataclass
class Report:
    """Findings and counts of one import."""

    findings: list[Finding] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def add(self, findings: Iterable[Finding]) -> None:
        self.findings.extend(findings)

    def of(self, level: Level) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == level]

    def notes_by_reason(self) -> list[tuple[str, int]]:
        """Notes that say the same, with their number, the most frequent first."""
        return Counter(f"{note.field}: {note.reason}" for note in self.of(Level.NOTE)).most_common()

    def write(self, path: Path) -> None:
        """Writes every finding as CSV with a heading line."""
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["level", "file", "line", "record", "field", "reason"])
            for finding in self.findings:
                texts = [_cell(text) for text in (finding.file, finding.record, finding.field, finding.reason)]
                writer.writerow([finding.level, texts[0], finding.line, *texts[1:]])


def _cell(text: str) -> str:
    """A spreadsheet takes a text that begins like a formula for one; the apostrophe says that it is a text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
