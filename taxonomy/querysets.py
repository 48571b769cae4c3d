"""Named questions about terms that the database answers; for labels and the tree ask the directory."""

from typing import Any

from django.db import models


class TermManager(models.Manager[Any]):
    def with_uses(self) -> Any:
        """Adds ``use_count``: practices (pages counted once for all their languages) that carry the term itself."""
        return self.annotate(use_count=models.Count("uses__page__translation_key", distinct=True))
