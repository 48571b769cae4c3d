"""Who writes a page first locks all languages of it: publishing one writes the others.

A page that is read before another transaction has written it, and saved as a whole afterwards, puts an old text in
place of a published one. So whoever reads pages to write them calls ``lock_sets`` before reading: who comes second
waits, and reads what the first has written.

Rows are locked in one order everywhere, deepest first and then by number: transactions that want the same rows wait
for each other, and never in a circle. ``BasePage.save`` locks, too, so that the order holds for who forgot to ask.
On SQLite there is nothing to do: a transaction that writes is alone from its beginning (decision 0001).
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError
from wagtail.models import Page


def lock_sets(keys: Iterable[UUID]) -> None:
    """Locks the pages of these translation keys, in all languages, until the transaction ends. Read them afterwards.

    Who will add a page below others gives the key of the parent in the same call. Sets that are needed together are
    locked together: the order holds within a call. Raises ``TransactionManagementError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("Pages are locked until a transaction ends: begin one (transaction.atomic).")
    if not connection.features.has_select_for_update:
        return
    # Without the key, which no save changes: rows that only refer to a page can be written beside its lock.
    pages = Page.objects.filter(translation_key__in=set(keys)).order_by("-depth", "pk").select_for_update(no_key=True)
    list(pages.values_list("pk", flat=True))


def lock_set_of(page_id: int) -> None:
    """``lock_sets`` for the set that the page with this number is in; nothing if there is no such page."""
    lock_sets(Page.objects.filter(pk=page_id).values_list("translation_key", flat=True))
