"""``terms_changed``: what search listens to, sent in the transaction of the change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from asgiref.local import Local
from django.db import transaction
from django.dispatch import Signal

from taxonomy.directory import directory, forget
from taxonomy.models import TaxonomyVersion, Term

# Labels, parents, merges, new and deleted terms. Arguments: ``term_ids``, a frozenset of the ids that changed and of
# all their narrower terms. Documents that hold one of these ids, and pages that ``pages_with`` names, are out of date.
terms_changed = Signal()

_batch = Local()


def announce(term_ids: Iterable[int]) -> None:
    """Tells every process and every listener that these terms changed. Inside ``batched`` it waits for its end."""
    changed = set(term_ids)
    waiting: set[int] | None = getattr(_batch, "term_ids", None)
    if waiting is not None:
        waiting |= changed
        return
    if not changed:
        return
    with transaction.atomic():
        TaxonomyVersion.renew()
        forget()
        if terms_changed.has_listeners(Term):
            current = directory()
            for term_id in list(changed):
                changed.update(current.descendants(term_id))
            terms_changed.send(sender=Term, term_ids=frozenset(changed))


@contextmanager
def batched() -> Iterator[None]:
    """One transaction and one announcement for many changes; none if they fail. May be nested."""
    if getattr(_batch, "term_ids", None) is not None:
        yield
        return
    _batch.term_ids = set()
    try:
        with transaction.atomic():
            yield
            changed, _batch.term_ids = _batch.term_ids, None
            announce(changed)
    finally:
        _batch.term_ids = None
