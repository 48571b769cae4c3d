"""One import: reads files, checks, maps and writes record after record, and reports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from kb.locks import exclusive
from practices.importing.mapping import Mapper, ensure_organisations
from practices.importing.reading import read
from practices.importing.records import Checked, PracticeRecord, check
from practices.importing.report import Finding, Level, Report, printable
from practices.importing.writing import Done, lock, write
from practices.models import PracticeIndexPage
from taxonomy.directory import begin_request, directory, end_request
from taxonomy.enums import Scheme

# Records written in one transaction, so that their search documents are built together. Others who write pages wait for
# it, about a second at most on SQLite; an import that is killed loses it, and the next one makes it good.
_PART = 10

Place = tuple[str, int]


class ImportRefusedError(Exception):
    """Nothing was imported, nothing was changed; the message says why, and how to mend it."""


@dataclass(frozen=True)
class Candidate:
    """A record that can come in, where it stands (file and line) and what its file calls it."""

    file: str
    line: int
    id: str
    record: PracticeRecord

    def finding(self, level: Level, field: str, reason: str) -> Finding:
        return Finding(level, self.file, self.line, self.id, field, reason)


def run(
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    user: Any = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Imports every record of ``paths``. What cannot come in is reported; the rest comes in.

    ``dry_run`` does everything and keeps nothing. ``progress`` is told how many of how many records are done.
    Raises ``ImportRefusedError`` if the site is not ready or another import is running on it.
    """
    with exclusive("import-practices") as free:
        if not free:
            raise ImportRefusedError("Another import is running on this site. Wait until it has ended, then try again.")
        _refuse_if_unprepared()
        report = Report()
        records = _records(paths, report)
        if not dry_run:
            ensure_organisations(candidate.record for candidate in records)
        for start in range(0, len(records), _PART):
            with transaction.atomic():
                _write_all(records[start : start + _PART], report, user, _shifted(progress, start, len(records)))
                transaction.set_rollback(dry_run)
        return report


def _refuse_if_unprepared() -> None:
    """Without its trees the site has no place for a language, and without vocabularies every word is only a word."""
    present = set(PracticeIndexPage.objects.values_list("locale__language_code", flat=True))
    missing = [code for code, _name in settings.LANGUAGES if code not in present]
    if missing:
        raise ImportRefusedError(f"The site has no tree for {', '.join(missing)} yet. Run: manage.py site_trees")
    if not directory().terms(Scheme.COUNTRY):
        raise ImportRefusedError("The site has no vocabularies yet. Run: manage.py load_vocabularies")


def _shifted(progress: Callable[[int, int], None], start: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _part: progress(start + done, total)


def _records(paths: Iterable[Path], report: Report) -> list[Candidate]:
    """The records that can come in; what is wrong with the others goes into the report."""
    languages = [code for code, _name in settings.LANGUAGES]
    found: dict[tuple[str, str], Candidate] = {}
    for path in paths:
        for line, value in read(path):
            if isinstance(value, Finding):
                report.add([value])
                continue
            checked = check(value, languages)
            _report(report, (str(path), line), checked)
            if checked.record is None:
                continue
            candidate = Candidate(str(path), line, checked.id, checked.record)
            identity = (checked.record.source, checked.record.source_id)
            if first := found.get(identity):
                name = printable(" ".join(identity))
                reason = f"{name} is in {first.file}:{first.line} already; this one was left out."
                report.add([candidate.finding(Level.ERROR, "source_id", reason)])
            else:
                found[identity] = candidate
    return list(found.values())


def _report(report: Report, place: Place, checked: Checked) -> None:
    for level, rows in ((Level.ERROR, checked.errors), (Level.NOTE, checked.notes)):
        report.add(Finding(level, *place, checked.id, field, reason) for field, reason in rows)


def _write_all(candidates: list[Candidate], report: Report, user: Any, progress: Callable[[int, int], None]) -> None:
    ensure_organisations(candidate.record for candidate in candidates)
    lock(candidate.record for candidate in candidates)
    mapper = Mapper(directory())
    for number, candidate in enumerate(candidates, start=1):
        mapped = mapper.map(candidate.record)
        report.add(candidate.finding(Level.NOTE, field, reason) for field, reason in mapped.notes)
        # The taxonomy is compared with the database once for a record, as it is once for a request.
        begin_request()
        try:
            outcome = write(candidate.record, mapped, user)
        except ValidationError as error:
            report.add(candidate.finding(Level.ERROR, field, reason) for field, reason in _reasons(error))
        else:
            _count(report, outcome.done)
            report.add(candidate.finding(Level.KEPT, field, reason) for field, reason in outcome.reasons)
        finally:
            end_request()
        progress(number, len(candidates))


def _reasons(error: ValidationError) -> list[tuple[str, str]]:
    """The fields and messages of an error of a page: by field, or by the code of its publish rule."""
    by_field: dict[str, list[ValidationError]] = getattr(error, "error_dict", {})
    pairs = [(field, each) for field, errors in by_field.items() for each in errors]
    pairs = pairs or [(NON_FIELD_ERRORS, each) for each in error.error_list]
    rule = [(each.code or "").partition("missing:")[2] for _field, each in pairs]
    return [
        (missing if field == NON_FIELD_ERRORS else field, " ".join(each.messages))
        for (field, each), missing in zip(pairs, rule, strict=True)
    ]


def _count(report: Report, done: Done) -> None:
    report.created += done == Done.CREATED
    report.updated += done == Done.UPDATED
    report.unchanged += done == Done.UNCHANGED
