from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from search.indexing import indexer


class Command(BaseCommand):
    help = "Keeps the search index in step: sweep (what is marked), reconcile (compare all), rebuild (index anew)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["sweep", "reconcile", "rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        worker = indexer()
        if options["action"] == "reconcile":
            found = worker.reconcile()
            text = _("%(checked)d checked: %(missing)d missing, %(obsolete)d obsolete, %(different)d different, "
                     "%(index)d in the index; all mended.")  # fmt: skip
            numbers = {name: getattr(found, name) for name in ("checked", "missing", "obsolete", "different", "index")}
            self.stdout.write(text % numbers)
        else:
            count = worker.rebuild() if options["action"] == "rebuild" else worker.sweep()
            self.stdout.write(_("%(count)d documents built.") % {"count": count})
