"""Merging one term into another: all uses move, and everything that named the old one goes on working."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page

from kb.folding import fold_words
from taxonomy.enums import LabelKind
from taxonomy.models import PageTerm, Term, TermDefinition, TermLabel
from taxonomy.models.mixins import ConceptMixin
from taxonomy.schemes import scheme_info
from taxonomy.signals import announce, batched


@dataclass(slots=True)
class MergePlan:
    """What a merge does, counted beforehand: the preview and the report are the same thing."""

    term: Term
    into: Term
    pages: int = 0
    already_there: int = 0
    children: list[Term] = field(default_factory=list)
    labels: list[TermLabel] = field(default_factory=list)
    definitions: list[TermDefinition] = field(default_factory=list)
    described: list[models.Model] = field(default_factory=list)


def plan_merge(term: Term, into: Term) -> MergePlan:
    """What ``merge`` would do. Raises ``ValidationError`` with the reason where it would refuse."""
    _refuse(term, into)
    rows = PageTerm.objects.filter(term=term)
    theirs = set(into.labels.values_list("language", "text"))
    known = {(language, fold_words(text)) for language, text in theirs}
    return MergePlan(
        term=term,
        into=into,
        pages=rows.count(),
        already_there=rows.filter(page__page_terms__term=into).count(),
        children=list(term.children.all()),
        labels=[label for label in term.labels.all() if (label.language, fold_words(label.text)) not in known],
        # All or none: definitions of two concepts side by side would tell each language something else.
        definitions=[] if into.definitions.exists() else list(term.definitions.all()),
        described=described_by(term),
    )


def merge(term: Term, into: Term) -> MergePlan:
    """Merges ``term`` into ``into``, in one transaction, and returns what was done.

    Pages that carry ``term`` carry ``into`` (once), pages that describe ``term`` describe ``into``, its narrower terms
    stand below ``into``, its labels become alternative labels there, its definitions go there if ``into`` has none, and
    ``term`` stays as a row with ``replaced_by``, so that its code, external identifiers, drafts and old revisions lead
    to ``into``.

    Raises ``ValidationError``: another scheme, a fixed list, the same term, a term that was merged or deleted
    meanwhile, or pages that describe each of the two terms.
    """
    with batched():
        locked = Term.objects.select_for_update().in_bulk([term.pk, into.pk])
        if not {term.pk, into.pk} <= locked.keys():
            raise ValidationError(gone_message())
        plan = plan_merge(locked[term.pk], locked[into.pk])
        term, into = plan.term, plan.into
        _move_uses(term, into)
        for model, name in _references():
            model._default_manager.filter(**{name: term}).update(**{name: into})
        _move_children(term, into)
        for label in plan.labels:
            kind = LabelKind.HIDDEN if label.kind == LabelKind.HIDDEN else LabelKind.ALTERNATIVE
            TermLabel.objects.create(term=into, language=label.language, kind=kind, text=label.text)
        for definition in plan.definitions:
            TermDefinition.objects.create(term=into, language=definition.language, text=definition.text)
        # Chains stay short: what was merged into the old term before points to the new one at once.
        Term.objects.filter(replaced_by=term).update(replaced_by=into)
        term.replaced_by = into
        term.parent = None
        term.save(update_fields=["replaced_by", "parent"])
        if term.ever_used and not into.ever_used:
            into.ever_used = True
            into.save(update_fields=["ever_used"])
        announce([term.pk, into.pk])
    return plan


def gone_message() -> str:
    """What is said of a merge that comes too late."""
    return _("One of the two terms was deleted meanwhile. Choose another one.")


def _refuse(term: Term, into: Term) -> None:
    if term.pk == into.pk:
        raise ValidationError(_("A term cannot be merged into itself. Choose another one."))
    if term.scheme != into.scheme:
        raise ValidationError(_("Both terms must be of the same scheme."))
    if not scheme_info(term.scheme).open:
        raise ValidationError(_("This is a fixed list: each of its terms is something else, and none is merged."))
    if term.replaced_by_id:
        raise ValidationError(_("“%(term)s” was merged already.") % {"term": term.code})
    if into.replaced_by_id:
        # This also refuses every cycle: only a term that was merged can lead back.
        raise ValidationError(_("“%(term)s” was merged into another term. Choose that one.") % {"term": into.code})
    for model, name in _references():
        # Others that name the term go on with the successor.
        if issubclass(model, ConceptMixin) and (
            model._default_manager.filter(**{name: term}).exists()
            and model._default_manager.filter(**{name: into}).exists()
        ):
            raise ValidationError(
                _("Pages describe “%(term)s” and other pages describe “%(into)s”. Delete one kind first.")
                % {"term": term, "into": into}
            )


def described_by(term: Term) -> list[models.Model]:
    """The pages that describe ``term``."""
    return [instance for instance in named_by(term) if isinstance(instance, ConceptMixin)]


def named_by(term: Term) -> list[models.Model]:
    """All that point to ``term`` by a foreign key of their own: the pages that describe it, and others."""
    return [instance for model, name in _references() for instance in model._default_manager.filter(**{name: term})]


def _references() -> list[tuple[type[models.Model], str]]:
    """Every model outside this app with a foreign key to a term: ``(model, field name)``."""
    # Hidden relations too: a foreign key with related_name="+" is a use like any other.
    relations = [field for field in Term._meta.get_fields(include_hidden=True) if field.one_to_many or field.one_to_one]
    return [
        (relation.related_model, relation.field.name)  # type: ignore[misc,union-attr]
        for relation in relations
        if relation.related_model._meta.app_label != "taxonomy"  # type: ignore[union-attr]
    ]


def _move_uses(term: Term, into: Term) -> None:
    carrying = PageTerm.objects.filter(term=into).values("page_id")
    PageTerm.objects.filter(term=term, page_id__in=carrying).delete()
    PageTerm.objects.filter(term=term).update(term=into)


def _move_children(term: Term, into: Term) -> None:
    ancestor, above = into.parent, set()
    while ancestor is not None and ancestor.pk not in above:
        above.add(ancestor.pk)
        ancestor = ancestor.parent
    if term.pk in above:
        # The successor stood below the old term: it takes that term's place before it takes its narrower terms.
        into.parent = term.parent
        into.save(update_fields=["parent"])
    for child in term.children.exclude(pk=into.pk):
        child.parent = into
        child.save(update_fields=["parent"])


def pages_with(term_ids: Iterable[int]) -> Any:
    """A queryset of the pages whose rows carry one of these terms: all languages, drafts included."""
    return Page.objects.filter(pk__in=PageTerm.objects.filter(term_id__in=list(term_ids)).values("page_id"))
