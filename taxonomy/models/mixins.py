"""What page types get that have to do with terms: they carry some, or describe one."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from taxonomy.content import resolve_content, term_fields
from taxonomy.directory import Entry, directory
from taxonomy.models.page_term import PageTerm


class ResolvingMixin(models.Model):
    """What page types have in common that name terms: a merged one is resolved wherever its name was kept.

    Stands before ``Page`` in the bases. Page types take it through ``TermsMixin`` or ``ConceptMixin``; a system check
    (``taxonomy.E001``) fails for one that names terms without it.
    """

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Called by Wagtail for revisions and by wagtail-localize for sources: merged terms are resolved first."""
        return super().with_content_json(resolve_content(type(self), content))  # type: ignore[misc]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        # Whoever has read the page before a merge, and saves it afterwards, does not bring the merged term back.
        current = directory()
        for name in term_fields(type(self)):
            named = getattr(self, f"{name}_id")
            resolved = current.resolve(named)
            if resolved not in (named, None):
                setattr(self, f"{name}_id", resolved)
        return super().save(*args, **kwargs)


class ConceptMixin(ResolvingMixin):
    """For page types that describe a concept and name its term by a foreign key.

    A term has at most one live page in each language: see ``taxonomy.publishing``.
    """

    class Meta:
        abstract = True


class TermsMixin(ResolvingMixin):
    """For page types that carry terms. Adds no field: the relation is on ``Page`` itself.

    ``term_schemes``: the schemes of the type and how many terms each may have, ``{scheme: (least, most)}``. The least
    is asked for by the publish rules, the most by the form.
    """

    term_schemes: ClassVar[dict[str, tuple[int, int | None]]] = {}

    class Meta:
        abstract = True

    def terms_by_scheme(self) -> dict[str, list[Entry]]:
        """The page's terms, merged ones resolved, in their order: ``{scheme: [term]}``. One query for all schemes."""
        current = directory()
        found: dict[str, list[Entry]] = {}
        for row in sorted(self.page_terms.all(), key=lambda row: row.sort_order):  # type: ignore[attr-defined]
            entry = current.get(row.term_id)
            if entry is not None and entry not in found.setdefault(entry.scheme, []):
                found[entry.scheme].append(entry)
        return found

    def terms(self, scheme: str) -> list[Entry]:
        """The page's terms of one scheme, in their order. For several schemes ask ``terms_by_scheme`` once."""
        return self.terms_by_scheme().get(scheme, [])

    def set_terms(self, scheme: str, term_ids: Iterable[int]) -> None:
        """Replaces the page's terms of one scheme, in memory: saved with the page or its revision.

        Rows of terms that stay are kept, so that revisions can be compared. Raises ``ValueError`` for an id that is
        no term of the scheme.
        """
        current = directory()
        wanted: list[int] = []
        for term_id in term_ids:
            entry = current.get(term_id)
            if entry is None or entry.scheme != scheme:
                raise ValueError(f"{term_id} is not a term of the scheme {scheme!r}.")
            if entry.id not in wanted:
                wanted.append(entry.id)
        others: list[PageTerm] = []
        present: dict[int, PageTerm] = {}
        for row in self.page_terms.all():  # type: ignore[attr-defined]
            entry = current.get(row.term_id)
            if entry is not None and entry.scheme == scheme:
                present.setdefault(entry.id, row)
            else:
                others.append(row)
        rows = [present.get(term_id) or PageTerm(term_id=term_id) for term_id in wanted]
        for place, (row, term_id) in enumerate(zip(rows, wanted, strict=True)):
            row.term_id, row.sort_order = term_id, place
        self.page_terms.set([*others, *rows])  # type: ignore[attr-defined]
