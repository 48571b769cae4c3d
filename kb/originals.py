"""Handing the role of the original from one page of a set of translations to another."""

from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from kb.models.original import Original
from kb.signals import original_changed


@transaction.atomic
def make_original(page: Page) -> None:
    """Makes ``page`` the original of its set. Pages, addresses and translations stay as they are.

    Everything that is read from the original is copied to ``page`` first, so that nothing falls back to an older state.
    Raises ``ValueError`` if ``page`` was never live: readers must be able to see an original.
    """
    if page.first_published_at is None:
        raise ValueError(f"“{page.title}” was never published: publish it before making it the original.")
    record, created = Original.objects.select_for_update().get_or_create(
        translation_key=page.translation_key, defaults={"page": page}
    )
    if created or record.page_id == page.pk:
        return
    previous_id = record.page_id
    record.page = page
    record.save(update_fields=["page"])
    original_changed.send(
        sender=Original, translation_key=page.translation_key, page_id=page.pk, previous_id=previous_id
    )


def hand_over_after_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``post_delete``: a set that lost its original has another at once.

    A live page before an unpublished one, the one published first before the others.
    """
    key = instance.translation_key
    if Original.objects.filter(translation_key=key).exists():
        return
    heir = (
        Page.objects.filter(translation_key=key)
        .exclude(pk=instance.pk)
        .order_by("-live", F("first_published_at").asc(nulls_last=True), "pk")
        .first()
    )
    if heir is not None:
        Original.objects.create(translation_key=key, page=heir)
        original_changed.send(sender=Original, translation_key=key, page_id=heir.pk, previous_id=None)
