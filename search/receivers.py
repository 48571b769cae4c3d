"""Marks documents when something they are made of changes, in the transaction that changes it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page, PageViewRestriction

from kb.models import BasePage
from kb.references import BOOKKEEPING
from search.indexing import mark_dirty
from search.pages import keys_by_kind
from taxonomy.enums import Scheme
from taxonomy.merging import pages_with
from taxonomy.models import Term


def mark(pages: Iterable[Page]) -> None:
    """Marks the documents of these pages."""
    for kind, keys in keys_by_kind(pages).items():
        mark_dirty(kind, keys)


def page_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Receiver of ``post_save`` and ``post_delete`` of every page type: published, unpublished, moved, deleted …"""
    update_fields = kwargs.get("update_fields")
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    if isinstance(instance, BasePage):
        mark([instance])


def restriction_changed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Receiver for Wagtail's view restrictions: all that is below the page."""
    mark(instance.page.get_descendants(inclusive=True))


def page_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``post_page_move``: what was below it came in or out of a restricted part of the tree."""
    mark(instance.get_descendants(inclusive=True))


def terms_changed(sender: type, term_ids: frozenset[int], placed: frozenset[int], **kwargs: Any) -> None:
    """Receiver of the taxonomy's signal: parents or merges change what these terms' pages count under.

    A document holds ids, no names, with one exception: an organisation's names are taken out of the texts of pages that
    must not name it. What a level of evidence is worth is its place among the others, so they all change together.
    """
    changed = set(placed)
    named = Term.objects.filter(pk__in=term_ids, scheme=Scheme.ORGANISATION)
    changed.update(named.values_list("pk", flat=True))
    levels = Term.objects.filter(scheme=Scheme.EVIDENCE_LEVEL)
    if levels.filter(pk__in=placed).exists():
        changed.update(levels.values_list("pk", flat=True))
    mark(pages_with(changed))


def texts_recorded(sender: type, page: Page, **kwargs: Any) -> None:
    """Receiver of the translation app's signal: a text is complete, confirmed or outdated now."""
    mark([page])


def original_changed(sender: type, translation_key: UUID, page_id: int, **kwargs: Any) -> None:
    """Receiver: facts and care are read from another page from now on."""
    mark(Page.objects.filter(pk=page_id))
