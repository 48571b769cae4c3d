from typing import Any

from django.core.management.base import BaseCommand

from kb.trees import ensure_trees


class Command(BaseCommand):
    help = "Makes the tree of each content language (home and index pages) where it is missing. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        made = ensure_trees()
        for page in made:
            self.stdout.write(f"{page.locale.language_code}  {page.title}")
        self.stdout.write(f"{len(made)} pages made." if made else "Every language has its tree.")
