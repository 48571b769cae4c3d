"""What a page with terms can do."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from taxonomy import directory
from taxonomy.directory import Entry
from taxonomy.merging import replacements


class TermsMixin(models.Model):
    """Terms of a page. ``term_schemes`` names the schemes of the page type and how many terms each may have (0:
    any)."""

    term_schemes: ClassVar[dict[str, int]] = {}
    page_terms: Any
    terms_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("page_terms", overridable=False)
    ]

    class Meta:
        abstract = True

    def terms(self, scheme: str) -> list[Entry]:
        """The terms of this page in ``scheme``, in the editor's order, merged ones resolved."""
        found = directory.current()
        entries = (found.get(row.term_id) for row in self.page_terms.all())
        return list({entry.id: entry for entry in entries if entry and entry.scheme == scheme}.values())

    def set_terms(self, scheme: str, term_ids: Iterable[int]) -> None:
        """Gives the page these terms in ``scheme``, in this order, in memory: saved with the page."""
        from taxonomy.models import PageTerm

        wanted = list(dict.fromkeys(term_ids))
        known = directory.current()
        others = [
            row for row in self.page_terms.all() if (entry := known.get(row.term_id)) is None or entry.scheme != scheme
        ]
        rows = {row.term_id: row for row in self.page_terms.all()}
        chosen = [rows.get(term_id) or PageTerm(term_id=term_id) for term_id in wanted]
        for order, row in enumerate([*others, *chosen]):
            row.sort_order = order
        self.page_terms = [*others, *chosen]

    def with_content_json(self, content: Any) -> Any:
        """The page with the content of a revision; terms that were merged since are what they were merged into."""
        page = super().with_content_json(content)  # type: ignore[misc]
        rows = list(page.page_terms.all())
        merged = replacements({row.term_id for row in rows})
        if merged:
            kept: dict[int, Any] = {}
            for row in rows:
                row.term_id = merged.get(row.term_id, row.term_id)
                kept.setdefault(row.term_id, row)
            page.page_terms = list(kept.values())
        return page
