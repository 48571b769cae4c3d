"""Browsing and searching terms, and the pages that use one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from taxonomy.directory import Entry, directory
from taxonomy.lookup import find
from taxonomy.models import Term
from taxonomy.schemes import SCHEMES
from taxonomy.views.base import TermView

TERMS_SHOWN = 100
PAGES_SHOWN = 50


@dataclass(slots=True)
class Row:
    """One line of the list of terms."""

    entry: Entry
    label: str
    depth: int
    path: str = ""
    matched: str = ""
    matched_language: str = ""
    uses: int = 0

    @property
    def definition(self) -> str:
        """What the term means, in the language of the interface if somebody said it in that."""
        return self.entry.definition()[0]

    @property
    def definition_language(self) -> str:
        return self.entry.definition()[1]

    @property
    def missing(self) -> list[str]:
        """Codes of the interface languages in which the term has no preferred label."""
        return [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES if code not in self.entry.names]


class BrowseView(TermView):
    """The terms of one scheme: as a tree or, page by page, as a list; or those that fit what was typed."""

    template_name = "taxonomy/admin/browse.html"
    any_permission_required = ["add", "change", "delete"]

    def get_page_title(self) -> str:
        return self.scheme.label

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()[:200]
        scheme = self.scheme.scheme
        merged = Term.objects.filter(scheme=scheme).exclude(replaced_by=None).order_by("code")
        current = directory()
        rows = self.found(query) if query else self.tree()
        # A tree is looked over as a whole; a list may grow to thousands of organisations.
        per_page = TERMS_SHOWN if query or not self.scheme.hierarchical else max(len(rows), 1)
        pages = Paginator(rows, per_page).get_page(self.request.GET.get("p"))
        shown = list(pages.object_list)
        count_uses(shown)
        return super().get_context_data(
            query=query,
            rows=shown,
            pages=pages,
            merged=[(term, current.get(term.pk)) for term in merged],
            schemes=[(info, len(current.terms(info.scheme))) for info in SCHEMES.values()],
            may_add=self.scheme.open and self.may("add"),
            may_change=self.may("change"),
            **kwargs,
        )

    def tree(self) -> list[Row]:
        return [Row(entry, entry.label(), depth) for depth, entry in directory().tree(self.scheme.scheme)]

    def found(self, query: str) -> list[Row]:
        current = directory()
        return [
            Row(
                entry=found.entry,
                label=found.entry.label(),
                depth=0,
                path=" › ".join(current.label(wider) for wider in reversed(current.ancestors(found.entry.id))),
                matched=found.matched,
                matched_language=found.language,
            )
            for found in find(self.scheme.scheme, query, limit=len(current.terms(self.scheme.scheme)))
        ]


def count_uses(rows: Sequence[Row]) -> None:
    """Fills in how often the terms of these rows are used. One query."""
    terms = Term.objects.with_uses().filter(pk__in=[row.entry.id for row in rows])
    uses = dict(terms.order_by().values_list("pk", "use_count"))
    for row in rows:
        row.uses = uses.get(row.entry.id, 0)


class UsesView(TermView):
    """The pages that carry a term, in all languages."""

    template_name = "taxonomy/admin/uses.html"
    any_permission_required = ["add", "change", "delete"]

    def get_page_title(self) -> str:
        return _("Pages with “%(term)s”") % {"term": self.term}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Page.objects.filter(page_terms__term=self.term).select_related("locale", "content_type")
        paginator = Paginator(pages.order_by("title", "pk"), PAGES_SHOWN)
        shown = paginator.get_page(self.request.GET.get("p"))
        rows = []
        for page in shown:
            may_edit = page.permissions_for_user(self.request.user).can_edit()
            rows.append((page, reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""))
        return super().get_context_data(rows=rows, pages=shown, total=paginator.count, term=self.term, **kwargs)
