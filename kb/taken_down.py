"""Whether the page of an address was taken down: then readers are told so (410) and not that they may have mistyped.

Only of what the reader at hand could see may that be said. What was never published, what is for members only or
behind a restriction of Wagtail's, and what must not name its organisation, which its address may do, is 404 as if it
had never been. A page that was only unpublished is asked itself, so that raising its care acts at once; of one that was
deleted only the address is left, if everybody could read it then.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from kb.models.taken_down import TakenDownAddress
from kb.querysets import BasePageQuerySet

# Longer addresses have no page.
LONGEST = 1000


def may_have_page(path: str) -> bool:
    """Whether a page can have such an address at all: a null byte is an error in PostgreSQL."""
    return len(path) <= LONGEST and "\x00" not in path


def taken_down(path: str, user: Any) -> UUID | None:
    """The translation key of the page that was deleted or unpublished at ``path``; None if ``user`` may know of none.

    Asked only where nothing is to be seen at the address. Two queries at most.
    """
    if not may_have_page(path):
        return None
    unpublished = _once_readable_by(user).filter(url_path=path, live=False)
    deleted = TakenDownAddress.objects.filter(path=path)
    for found in (unpublished, deleted):
        key: UUID | None = found.values_list("translation_key", flat=True).first()
        if key is not None:
            return key
    return None


def _once_readable_by(user: Any) -> BasePageQuerySet:
    """The pages that ``user`` may read or could read while they were published, and whose address tells no name."""
    pages = BasePageQuerySet(Page).filter(first_published_at__isnull=False).open_to(user)
    return pages.with_anonymity().filter(is_anonymous=False)


def remember_address(instance: Page, **kwargs: Any) -> None:
    """Receiver of ``pre_delete`` of pages: keeps the address of what everybody could read."""
    if _once_readable_by(AnonymousUser()).filter(pk=instance.pk).exists():
        key = {"translation_key": instance.translation_key}
        TakenDownAddress.objects.update_or_create(path=instance.url_path, defaults=key)


def forget_addresses(page: Page) -> None:
    """Something that everybody can read is at the address of ``page``, or of a page below it: its past is forgotten.

    A page that not everybody can read leaves the answer to the others as it was: a change of it would tell of the page.
    """
    gone = TakenDownAddress.objects.filter(path__startswith=page.url_path)
    if not gone.exists():
        return
    pages = BasePageQuerySet(Page).readable_by(AnonymousUser()).with_anonymity().filter(is_anonymous=False)
    gone.filter(path__in=pages.filter(path__startswith=page.path).values("url_path")).delete()


def on_page(instance: Any, **kwargs: Any) -> None:
    """Receiver of ``post_save`` of pages, of ``page_slug_changed`` and ``post_page_move``."""
    if isinstance(instance, Page) and instance.live and not kwargs.get("raw"):
        forget_addresses(instance)
