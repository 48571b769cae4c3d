"""Signals of the taxonomy, and the receivers that keep its own promises."""

from typing import Any

from django.dispatch import Signal
from wagtail.models import Revision

from taxonomy.models import PageTerm, TaxonomyVersion, Term

# Sent inside the transaction that changed terms, labels, parents or uses. Arguments: page_ids, a set of Page ids.
terms_changed = Signal()


def announce(term_ids: set[int]) -> None:
    """Tells who depends on these terms, or on terms below them, that something about them changed."""
    affected, level = set(term_ids), set(term_ids)
    while level := set(Term.objects.filter(parent__in=level).values_list("pk", flat=True)) - affected:
        affected |= level
    pages = set(PageTerm.objects.filter(term__in=affected).values_list("page_id", flat=True))
    if pages:
        terms_changed.send(sender=Term, page_ids=pages)


def term_changed(sender: Any, instance: Term, **kwargs: Any) -> None:
    TaxonomyVersion.bump()
    announce({instance.pk})


def label_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    TaxonomyVersion.bump()
    announce({instance.term_id})


def use_recorded(sender: Any, instance: PageTerm, **kwargs: Any) -> None:
    """A term on a page has been used, for good."""
    Term.objects.filter(pk=instance.term_id, ever_used=False).update(ever_used=True)


def draft_recorded(sender: Any, instance: Revision, **kwargs: Any) -> None:
    """So has a term that only a draft names."""
    rows = instance.content.get("page_terms") or []
    ids = {row["term"] for row in rows if row.get("term")}
    if ids:
        Term.objects.filter(pk__in=ids, ever_used=False).update(ever_used=True)
