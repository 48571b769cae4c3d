"""Wagtail's command of this name stops at the first page that cannot be published: ours takes its place."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from kb.tasks import PUBLISHING


class Command(BaseCommand):
    help = "Publishes and takes offline what is scheduled: the task of “manage.py tick”, now."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("tick", task=[PUBLISHING], stdout=self.stdout, stderr=self.stderr)
