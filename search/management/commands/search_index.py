from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search.indexing import Built, indexer
from search.tasks import problems


class Command(BaseCommand):
    help = "Keeps the search index in step: sweep (what is marked), reconcile (compare all), rebuild (index anew)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["sweep", "reconcile", "rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        worker = indexer()
        failed: Mapping[UUID, str] = {}
        if options["action"] == "reconcile":
            found = worker.reconcile()
            failed = found.failed
            text = _("%(checked)d checked: %(missing)d missing, %(obsolete)d obsolete, %(different)d different, "
                     "%(index)d in the index; mended.")  # fmt: skip
            numbers = {name: getattr(found, name) for name in ("checked", "missing", "obsolete", "different", "index")}
            self.stdout.write(text % numbers)
        else:
            built = Built(worker.rebuild()) if options["action"] == "rebuild" else worker.sweep()
            failed = built.failed
            self.stdout.write(_("%(count)d documents built.") % {"count": built.count})
        if failed:
            raise CommandError("\n".join(problems(failed)))
