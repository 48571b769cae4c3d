"""The panel of a page form for the terms of one scheme, and how the revision comparison shows them."""

from functools import partial
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin.compare import TextDiff
from wagtail.admin.panels import FieldPanel

from taxonomy.directory import Entry
from taxonomy.schemes import scheme_info


class TermsComparison:
    """Terms of one scheme that were taken away, kept and added between two revisions of a page."""

    is_field = True
    is_child_relation = False

    def __init__(self, scheme: str, page_a: Any, page_b: Any) -> None:
        self.scheme = scheme
        self.before: list[Entry] = page_a.terms(scheme)
        self.after: list[Entry] = page_b.terms(scheme)

    def field_label(self) -> str:
        return capfirst(scheme_info(self.scheme).label)

    def has_changed(self) -> bool:
        return [entry.id for entry in self.before] != [entry.id for entry in self.after]

    def htmldiff(self) -> SafeString | str:
        before, after = {entry.id for entry in self.before}, {entry.id for entry in self.after}
        if before == after:
            return escape(", ".join(entry.label() for entry in self.after))
        changes = [("deletion", entry.label()) for entry in self.before if entry.id not in after]
        changes += [("equal" if entry.id in before else "addition", entry.label()) for entry in self.after]
        html: SafeString = TextDiff(changes, separator=", ").to_html()
        return html


class TermsPanel(FieldPanel):
    """A searchable multi-select for one scheme. The page type has ``TermsMixin``, its form ``TermsFormMixin``."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        kwargs.pop("field_name", None)
        kwargs["icon"] = kwargs.get("icon") or "tag"
        super().__init__(f"terms_{scheme}", **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "scheme": self.scheme}

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            return [partial(TermsComparison, self.panel.scheme)] if self.is_shown() else []
