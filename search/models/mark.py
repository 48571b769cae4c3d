from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchMark(models.Model):
    """Says that a document has to be built anew: written in the transaction that changes what it is made of.

    Rows are only added, and nothing about them is unique: transactions that mark the same documents, in whatever
    order, never wait for each other. A build deletes exactly those that it has read.
    """

    key = models.UUIDField(_("key"), db_index=True)
    kind = models.CharField(_("kind"), max_length=40)

    class Meta:
        verbose_name = _("search mark")
        verbose_name_plural = _("search marks")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
