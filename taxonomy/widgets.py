"""The searchable multi-select: a ``<select multiple>`` that works alone, and a script that makes typing find terms."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from taxonomy.directory import directory


class TermSelect(forms.SelectMultiple):
    """All terms of a scheme as options, indented as a tree; ``terms.js`` turns it into a combobox with chips."""

    def __init__(self, scheme: str, most: int | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.scheme = scheme
        self.most = most

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["taxonomy/terms.js"], css={"all": ["taxonomy/terms.css"]})

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The options, made when shown: labels in the language of the moment."""
        current = directory()
        chosen = {str(current.resolve(int(item))) for item in value if str(item).isdigit()}
        options: list[dict[str, Any]] = []
        for depth, entry in current.tree(self.scheme):
            label = "\u2003" * depth + entry.label()
            selected = str(entry.id) in chosen
            options.append(self.create_option(name, entry.id, label, selected, len(options)))
        return [(None, options, 0)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-terms": reverse("taxonomy_find", args=[self.scheme]),
            "data-terms-order": " ".join(str(item) for item in value or ()),
            "data-terms-most": "" if self.most is None else str(self.most),
            "data-terms-words": _words(),
            "size": "8",
        }
        return context


def _words() -> str:
    """What the script says, in the editor's language: the script itself holds no sentence."""
    return "|".join(
        (
            _("Type to find"),
            _("Remove"),
            _("Nothing found."),
            _("No more can be chosen. Remove one first."),
            _("chosen"),
            _("Terms could not be loaded. Check your connection and type again."),
        )
    )
