"""The panel of a scheme in the editor's form, and how the revision comparison shows terms."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel

from taxonomy.enums import Scheme


class TermsComparison:
    """Compares the terms of one scheme in two revisions, for Wagtail's comparison view."""

    is_field = True
    is_child_relation = False

    def __init__(self, scheme: str, obj_a: Any, obj_b: Any) -> None:
        self.scheme = scheme
        self.before = {entry.id: entry.label() for entry in obj_a.terms(scheme)}
        self.after = {entry.id: entry.label() for entry in obj_b.terms(scheme)}

    def field_label(self) -> str:
        return str(Scheme(self.scheme).label)

    def has_changed(self) -> bool:
        return list(self.before) != list(self.after)

    def htmldiff(self) -> SafeString:
        labels = {**self.before, **self.after}
        pieces = [
            ("deletion" if term not in self.after else "addition" if term not in self.before else "", label)
            for term, label in labels.items()
        ]
        return format_html_join(" ", '<span class="{}">{}</span>', pieces)


class TermsPanel(FieldPanel):
    """The terms of one scheme, chosen by typing in any language."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        kwargs.pop("field_name", None)
        super().__init__(f"terms_{scheme}", disable_comments=True, **{k: v for k, v in kwargs.items() if k in _OWN})

    def clone_kwargs(self) -> dict[str, Any]:
        return {"scheme": self.scheme, **super().clone_kwargs()}

    def get_form_options(self) -> dict[str, Any]:
        """The field that the form declares; it belongs to no column of the model."""
        return {"fields": [self.field_name], "defer_required_on_fields": []}

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> list[Callable[[Any, Any], TermsComparison]]:
            return [partial(TermsComparison, self.panel.scheme)]


_OWN = ("heading", "classname", "help_text", "attrs", "icon", "permission", "read_only")


def terms_panels(*schemes: str) -> list[TermsPanel]:
    """A panel for each scheme."""
    return [TermsPanel(scheme) for scheme in schemes]
