from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taxonomy.loading import LoadReport, load
from taxonomy.vocabulary import VocabularyError, vocabularies


class Command(BaseCommand):
    help = (
        "Loads the vocabularies that come with the project: countries, goals, themes, methods and so on. Run it after"
        " every update. What editors changed in the admin stays as it is; a second run changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reports = load(list(vocabularies()))
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        for report in reports:
            if options["verbosity"] > 0:
                self.stdout.write(_line(report))
                for kept in report.kept:
                    self.stdout.write(f"  left as it is: {kept}")


def _line(report: LoadReport) -> str:
    if report.up_to_date:
        return f"{report.scheme}: {report.total} terms, up to date"
    return (
        f"{report.scheme}: {report.total} terms, {report.added} added, {report.changed} changed,"
        f" {report.labels_added} labels added, {report.labels_removed} removed"
    )
