"""Which page refers to which, as Wagtail keeps it (``ReferenceIndex``): noted once each time a page is saved."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled
from wagtail.tasks import update_reference_index_task

# What Wagtail saves of the live row when a draft is saved: nothing that readers see, nothing that refers to more than
# revisions and accounts.
BOOKKEEPING = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
    }
)


@contextmanager
def noted_once(page: Page, update_fields: Collection[str] | None) -> Iterator[None]:
    """Saves ``page`` in its block, with its rows. Wagtail would read the whole page anew for each row that is saved.

    Does nothing where somebody has switched the noting off.
    """
    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
        return
    with transaction.atomic():
        with disable_reference_index_auto_update():
            yield
        if update_fields is None or not BOOKKEEPING.issuperset(update_fields):
            update_reference_index_task.enqueue(page._meta.app_label, page._meta.model_name, str(page.pk))
