"""Which page refers to which, as Wagtail keeps it (``ReferenceIndex``): noted once each time a page is saved."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled
from wagtail.tasks import update_reference_index_task

# What Wagtail writes on its own, beside the saving of a draft: nothing in it refers to anything.
BOOKKEEPING = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"})


@contextmanager
def noted_once(page: Page, update_fields: Collection[str] | None) -> Iterator[None]:
    """Saves ``page`` in its block, with its rows. Wagtail would read the whole page anew for each row that is saved.

    Does nothing where somebody has switched the noting off.
    """
    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
        return
    with disable_reference_index_auto_update():
        yield
    if _may_refer(page, update_fields):
        update_reference_index_task.enqueue(page._meta.app_label, page._meta.model_name, str(page.pk))


def _may_refer(page: Page, update_fields: Collection[str] | None) -> bool:
    """Whether what was saved of ``page`` may refer to something. Comments come with each draft, most often none."""
    if update_fields is None:
        return True
    others = set(update_fields) - BOOKKEEPING
    if others == {COMMENTS_RELATION_NAME}:
        return bool(getattr(page, COMMENTS_RELATION_NAME).exists())
    return bool(others)
