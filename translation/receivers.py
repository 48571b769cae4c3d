"""What happens when pages go live or change their role."""

import logging
from typing import Any

from wagtail.models import Page

from kb.care import care_of
from kb.enums import Care
from kb.models import BasePage
from kb.relations import namings
from translation import localize, service
from translation.adoption import adopt
from translation.care import reword_addresses

logger = logging.getLogger(__name__)


def follow_publish(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``page_published``: translations follow their original; a translation's texts are recorded."""
    if not isinstance(instance, BasePage):
        return
    revision = kwargs.get("revision")
    user = getattr(revision, "user", None)
    if instance.is_original:
        minor = bool(getattr(instance, "change_is_minor", False))
        for language, reason in service.follow(instance, minor=minor, user=user).items():
            logger.warning("Page %s: the translation into %s did not follow: %s", instance.pk, language, reason)
    elif not getattr(revision, "states_are_recorded", False):
        service.record_published(instance, user)
    if care_of(instance) == Care.ANONYMOUS:
        # A translation that comes later has the name in its title, too.
        reword_addresses(instance.original)


def keep_work(sender: Any, page: BasePage, **kwargs: Any) -> None:
    """Receiver of ``original_leaves``: what translators did so far is in the drafts before its source goes."""
    service.write_unfinished(page)


def change_original(sender: Any, page_id: int, former: BasePage | None = None, **kwargs: Any) -> None:
    """Receiver of ``original_changed``: only the new original is a source for translators."""
    adopt(Page.objects.get(pk=page_id).specific, former)


def rename_in_sources(sender: Any, page_id: int, heir_id: int, **kwargs: Any) -> None:
    """Receiver of ``page_replaced``: translations are written from sources, which have the rows of their original."""
    for naming in namings():
        localize.rename_in_sources(naming, page_id, heir_id)


def record_tree_page(sender: Any, page: BasePage, **kwargs: Any) -> None:
    """Receiver of ``tree_page_created``: index pages come with their titles translated by people."""
    if not page.is_original:
        service.confirm(page, "title")
