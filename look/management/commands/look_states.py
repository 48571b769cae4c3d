import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from look.places import places
from look.states import NotAScratchSiteError, make_states, sessions


class Command(BaseCommand):
    help = (
        "For a scratch site only: makes the states of pages that the demo content lacks, and prints, as one line of"
        " JSON, the places to look at and the sessions to look with. `manage.py pictures` calls it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                made = make_states()
        except NotAScratchSiteError as error:
            raise CommandError(str(error)) from error
        found = {"sessions": sessions(), "places": [place.to_json() for place in places(made)]}
        self.stdout.write(json.dumps(found))
