"""What happens whenever a term, a label, a page's term or a revision is written, by whatever path."""

from collections.abc import Iterable
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Revision

from taxonomy.content import term_ids_in
from taxonomy.directory import begin_request, directory, end_request
from taxonomy.models import PageTerm, Term, TermDefinition, TermLabel
from taxonomy.signals import announce, renew

# What says where a term stands.
_PLACE = ("scheme", "parent_id", "order", "replaced_by_id")


def mark_used(term_ids: Iterable[int]) -> None:
    """Marks terms as used once and for all. Costs no write for terms that are marked already."""
    current = directory()
    fresh = set(term_ids) - current.ever_used
    if fresh:
        Term.objects.filter(pk__in=fresh, ever_used=False).update(ever_used=True)
        # Only once it is certain: a rolled-back mark must be made again.
        transaction.on_commit(lambda: current.ever_used.update(fresh))


def before_term(instance: Term, **kwargs: Any) -> None:
    """Remembers, as the database has it, what says where the term stands."""
    if not kwargs.get("raw"):
        instance.__dict__["_place_before"] = Term.objects.filter(pk=instance.pk).values_list(*_PLACE).first()


def on_term(instance: Term, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        place = tuple(getattr(instance, name) for name in _PLACE)
        announce([instance.pk], names_only=instance.__dict__.pop("_place_before", None) == place)


def on_label(instance: TermLabel, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        announce([instance.term_id], names_only=True)


def on_definition(instance: TermDefinition, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        renew()


def on_page_term(instance: PageTerm, **kwargs: Any) -> None:
    mark_used([instance.term_id])


def on_revision(instance: Revision, **kwargs: Any) -> None:
    """A term that only a draft names counts as used: the draft must open tomorrow."""
    if isinstance(instance.content, dict):
        model = instance.content_type.model_class()
        mark_used(term_ids_in(model, instance.content))


def refuse_used(instance: Term, **kwargs: Any) -> None:
    instance.refuse_if_used()


def connect() -> None:
    pre_save.connect(before_term, sender=Term, dispatch_uid="taxonomy.term.before")
    post_save.connect(on_term, sender=Term, dispatch_uid="taxonomy.term.saved")
    post_delete.connect(on_term, sender=Term, dispatch_uid="taxonomy.term.deleted")
    post_save.connect(on_label, sender=TermLabel, dispatch_uid="taxonomy.label.saved")
    post_delete.connect(on_label, sender=TermLabel, dispatch_uid="taxonomy.label.deleted")
    post_save.connect(on_definition, sender=TermDefinition, dispatch_uid="taxonomy.definition.saved")
    post_delete.connect(on_definition, sender=TermDefinition, dispatch_uid="taxonomy.definition.deleted")
    pre_delete.connect(refuse_used, sender=Term, dispatch_uid="taxonomy.term.refuse")
    post_save.connect(on_page_term, sender=PageTerm, dispatch_uid="taxonomy.page_term.saved")
    post_save.connect(on_revision, sender=Revision, dispatch_uid="taxonomy.revision.saved")
    request_started.connect(begin_request, dispatch_uid="taxonomy.request.started")
    request_finished.connect(end_request, dispatch_uid="taxonomy.request.finished")
