"""One import: reads files, checks, maps and writes record after record, and reports."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from practices.importing.mapping import Mapper, ensure_organisations
from practices.importing.reading import read
from practices.importing.records import Checked, PracticeRecord, check
from practices.importing.report import Finding, Level, Report
from practices.importing.writing import Done, write
from taxonomy.directory import directory

Place = tuple[str, int]


def run(
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    user: Any = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Imports every record of ``paths``. What cannot come in is reported; the rest comes in.

    ``dry_run`` does everything and keeps nothing. ``progress`` is told how many of how many records are done.
    """
    report = Report()
    records = _records(paths, report)
    if dry_run:
        with transaction.atomic():
            _write_all(records, report, user, progress)
            transaction.set_rollback(True)
    else:
        _write_all(records, report, user, progress)
    return report


def _records(paths: Iterable[Path], report: Report) -> list[tuple[Place, PracticeRecord]]:
    """The records that can come in, with their places; what is wrong with the others goes into the report."""
    languages = [code for code, _name in settings.LANGUAGES]
    found: list[tuple[Place, PracticeRecord]] = []
    seen: dict[tuple[str, str], Place] = {}
    for path in paths:
        for line, value in read(path):
            if isinstance(value, Finding):
                report.add([value])
                continue
            checked = check(value, languages)
            place = (str(path), line)
            _report(report, place, checked)
            record = checked.record
            if record is None:
                continue
            identity = (record.source, record.source_id)
            if identity in seen:
                file, first = seen[identity]
                reason = f"{record.source} {record.source_id} is in {file}:{first} already; this one was left out."
                report.add([Finding(Level.ERROR, place[0], line, checked.id, "source_id", reason)])
                continue
            seen[identity] = place
            found.append((place, record))
    return found


def _report(report: Report, place: Place, checked: Checked) -> None:
    for level, rows in ((Level.ERROR, checked.errors), (Level.NOTE, checked.notes)):
        report.add(Finding(level, *place, checked.id, field, reason) for field, reason in rows)


def _write_all(
    records: list[tuple[Place, PracticeRecord]], report: Report, user: Any, progress: Callable[[int, int], None]
) -> None:
    ensure_organisations(record for _place, record in records)
    mapper = Mapper(directory())
    for number, (place, record) in enumerate(records, start=1):
        mapped = mapper.map(record)
        report.add(Finding(Level.NOTE, *place, record.source_id, field, reason) for field, reason in mapped.notes)
        try:
            outcome = write(record, mapped, user)
        except ValidationError as error:
            reason = " ".join(error.messages)
            report.add([Finding(Level.ERROR, *place, record.source_id, "", reason)])
        else:
            _count(report, outcome.done)
            level = Level.KEPT
            report.add(Finding(level, *place, record.source_id, "", reason) for reason in outcome.reasons)
        progress(number, len(records))


def _count(report: Report, done: Done) -> None:
    report.created += done == Done.CREATED
    report.updated += done == Done.UPDATED
    report.unchanged += done == Done.UNCHANGED
