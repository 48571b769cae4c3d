"""A mark that changes with every change of the taxonomy, so that processes know when to read it anew."""

import uuid

from django.db import models


class TaxonomyVersion(models.Model):
    """One row. It changes in the transaction that changes terms or labels.

    A random mark, not a number: a transaction that is rolled back must not leave behind, in somebody's memory, the
    number that the next one will use.
    """

    mark = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.mark)

    @classmethod
    def current(cls) -> uuid.UUID | None:
        """The version that this transaction sees; None before the first change."""
        return cls.objects.filter(pk=1).values_list("mark", flat=True).first()

    @classmethod
    def bump(cls) -> None:
        """Says that something changed."""
        cls.objects.update_or_create(pk=1, defaults={"mark": uuid.uuid4()})
