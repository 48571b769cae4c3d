"""The version of the whole taxonomy: what several processes compare their copy in memory with."""

import uuid

from django.db import models


class TaxonomyVersion(models.Model):
    """One row with a random token, replaced in the transaction of every change.

    A token and not a counter: after a rollback the next change would give the same number to other content.
    """

    ROW = 1

    token = models.CharField(max_length=32, editable=False)

    wagtail_reference_index_ignore = True

    @classmethod
    def current(cls) -> str:
        """The token of the committed (and this transaction's own) state; empty while nothing has ever been written."""
        return cls.objects.filter(pk=cls.ROW).values_list("token", flat=True).first() or ""

    @classmethod
    def renew(cls) -> None:
        cls.objects.update_or_create(pk=cls.ROW, defaults={"token": uuid.uuid4().hex})
