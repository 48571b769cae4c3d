"""``terms_changed``: what search listens to, sent in the transaction of the change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from asgiref.local import Local
from django.db import transaction
from django.dispatch import Signal

from taxonomy.directory import directory, forget
from taxonomy.models import TaxonomyVersion, Term

# Labels, parents, merges, new and deleted terms. Arguments: ``term_ids``, a frozenset of the ids that changed and of
# all their narrower terms; ``placed``, those of them whose place in their scheme changed, not their names only. What
# holds the ids of terms and of their wider terms is out of date for ``placed``, what holds names for all of them.
terms_changed = Signal()

_batch = Local()


@dataclass(slots=True)
class _Changes:
    """Ids of terms, without their narrower terms: all that changed, and those whose place did."""

    term_ids: set[int]
    placed: set[int]


def renew() -> None:
    """Lets every process read the taxonomy anew. Enough for definitions, which nothing else keeps or searches."""
    with transaction.atomic():
        TaxonomyVersion.renew()
        forget()


def announce(term_ids: Iterable[int], *, names_only: bool = False) -> None:
    """Tells every process and every listener that these terms changed. Inside ``batched`` it waits for its end.

    ``names_only``: their labels or identifiers, and nothing that says where they stand.
    """
    changed = set(term_ids)
    placed = set() if names_only else set(changed)
    waiting: _Changes | None = getattr(_batch, "changes", None)
    if waiting is not None:
        waiting.term_ids |= changed
        waiting.placed |= placed
        return
    _send(changed, placed)


def _send(changed: set[int], placed: set[int]) -> None:
    if not changed:
        return
    with transaction.atomic():
        renew()
        if terms_changed.has_listeners(Term):
            current = directory()
            for ids in (changed, placed):
                for term_id in list(ids):
                    ids.update(current.descendants(term_id))
            terms_changed.send(sender=Term, term_ids=frozenset(changed), placed=frozenset(placed))


@contextmanager
def batched() -> Iterator[None]:
    """One transaction and one announcement for many changes; none if they fail. May be nested."""
    if getattr(_batch, "changes", None) is not None:
        yield
        return
    changes = _batch.changes = _Changes(set(), set())
    try:
        with transaction.atomic():
            yield
            _batch.changes = None
            _send(changes.term_ids, changes.placed)
    finally:
        _batch.changes = None
