"""Browsing and searching terms, and the pages that use one."""

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

MOST_FOUND = 100
PAGES_SHOWN = 50


@dataclass(slots=True)
class Row:
    """One line of the list of terms."""

    entry: Entry
    label: str
    depth: int
    uses: int
    missing: list[str]
    path: str = ""
    matched: str = ""
    matched_language: str = ""


class BrowseView(TermView):
    """The terms of one scheme: as a tree, or those that fit what was typed."""

    template_name = "taxonomy/admin/browse.html"
    any_permission_required = ["add", "change", "delete"]

    def get_page_title(self) -> str:
        return self.scheme.label

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()[:200]
        scheme = self.scheme.scheme
        uses = dict(Term.objects.with_uses().filter(scheme=scheme).order_by().values_list("pk", "use_count"))
        merged = Term.objects.filter(scheme=scheme).exclude(replaced_by=None).order_by("code")
        current = directory()
        return super().get_context_data(
            query=query,
            rows=self.found(query, uses) if query else self.tree(uses),
            total=len(current.terms(scheme)),
            merged=[(term, current.get(term.pk)) for term in merged],
            schemes=[(info, len(current.terms(info.scheme))) for info in SCHEMES.values()],
            may_add=self.scheme.open and self.may("add"),
            may_change=self.may("change"),
            **kwargs,
        )

    def tree(self, uses: dict[int, int]) -> list[Row]:
        return [
            Row(entry, entry.label(), depth, uses.get(entry.id, 0), missing_languages(entry))
            for depth, entry in directory().tree(self.scheme.scheme)
        ]

    def found(self, query: str, uses: dict[int, int]) -> list[Row]:
        current = directory()
        return [
            Row(
                entry=found.entry,
                label=found.entry.label(),
                depth=0,
                uses=uses.get(found.entry.id, 0),
                missing=missing_languages(found.entry),
                path=" › ".join(current.label(wider) for wider in reversed(current.ancestors(found.entry.id))),
                matched=found.matched,
                matched_language=found.language,
            )
            for found in find(self.scheme.scheme, query, limit=MOST_FOUND)
        ]


def missing_languages(entry: Entry) -> list[str]:
    """Codes of the interface languages in which the term has no preferred label."""
    return [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES if code not in entry.names]


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
