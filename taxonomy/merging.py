"""Merging a term into another: its uses move, its code, labels and ids go on working."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taxonomy import directory
from taxonomy.enums import LabelKind
from taxonomy.models import PageTerm, TaxonomyVersion, Term, TermLabel
from taxonomy.signals import announce


class MergeError(ValueError):
    """Two terms that cannot be merged; the message says why."""


@transaction.atomic
def merge(term: Term, into: Term) -> int:
    """Merges ``term`` into ``into``. Returns the number of pages that had the one and now have the other.

    Live rows move now; drafts, revisions and translation sources are resolved whenever they are loaded. Raises
    ``MergeError`` for a term and itself, one that is merged already, two schemes, or a term and one below it.
    """
    _refuse(term, into)
    pages = set(PageTerm.objects.filter(term=term).values_list("page_id", flat=True))
    already = set(PageTerm.objects.filter(term=into, page_id__in=pages).values_list("page_id", flat=True))
    PageTerm.objects.filter(term=term, page_id__in=already).delete()
    PageTerm.objects.filter(term=term).update(term=into)
    term.children.update(parent=into)
    _move_labels(term, into)
    ids: dict[str, list[Any]] = defaultdict(list, into.external_ids)
    for vocabulary, values in term.external_ids.items():
        ids[vocabulary] = [*ids[vocabulary], *(value for value in values if value not in ids[vocabulary])]
    Term.objects.filter(pk=into.pk).update(external_ids=dict(ids), ever_used=into.ever_used or term.ever_used)
    Term.objects.filter(pk=term.pk).update(replaced_by=into, parent=None)
    Term.objects.filter(replaced_by=term).update(replaced_by=into)
    TaxonomyVersion.bump()
    directory.forget()
    term.refresh_from_db()
    into.refresh_from_db()
    announce({into.pk})
    return len(pages)


def _refuse(term: Term, into: Term) -> None:
    if term.pk == into.pk:
        raise MergeError(_("A term cannot be merged into itself."))
    if term.scheme != into.scheme:
        raise MergeError(_("The two terms are of different schemes."))
    if term.replaced_by_id or into.replaced_by_id:
        raise MergeError(_("One of the two has been merged already."))
    if any(entry.id == into.pk for entry in directory.current().descendants(term.pk)):
        raise MergeError(_("“%(into)s” is below “%(term)s”: move it up first.") % {"into": into, "term": term})


def _move_labels(term: Term, into: Term) -> None:
    """The labels of ``term`` find ``into`` from now on, as alternatives."""
    known = {(row.language, row.text.casefold()) for row in TermLabel.objects.filter(term=into)}
    TermLabel.objects.bulk_create(
        TermLabel(term=into, language=row.language, text=row.text, kind=kind, origin=row.origin)
        for row in TermLabel.objects.filter(term=term)
        if (row.language, row.text.casefold()) not in known
        for kind in [LabelKind.HIDDEN if row.kind == LabelKind.HIDDEN else LabelKind.ALTERNATIVE]
    )


def replacements(term_ids: set[int]) -> dict[int, int]:
    """Of these terms, those that were merged, with what they were merged into. One query."""
    merged = Term.objects.filter(pk__in=term_ids, replaced_by__isnull=False)
    return dict(merged.values_list("pk", "replaced_by_id"))
