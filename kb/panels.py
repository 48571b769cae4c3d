"""Panels that show what a field expects."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel

from kb.fields import Guided


def guidance(field: Guided, help_text: str) -> SafeString:
    """Help text, word limit and example of a field, as the HTML that its panel shows."""
    parts: list[SafeString] = [format_html("{}", help_text)] if help_text else []
    if field.words:
        limit = ngettext("At most %(count)d word.", "At most %(count)d words.", field.words) % {"count": field.words}
        parts.append(format_html('<span data-word-limit="{}">{}</span>', field.words, limit))
    if field.example:
        parts.append(format_html("<em>{} {}</em>", _("For example:"), field.example))
    return format_html_join(" ", "{}", ((part,) for part in parts))


class TextPanel(FieldPanel):
    """A field panel with the field's word limit, a counter and its example under the help text."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            field = self.panel.db_field
            if isinstance(field, Guided) and not self.panel.help_text:
                # Made here, not once for all, so that it is in the editor's language.
                self.help_text = guidance(field, str(field.help_text))  # type: ignore[attr-defined]


def texts(*names: str, **kwargs: Any) -> list[FieldPanel]:
    """A ``TextPanel`` for each field name."""
    return [TextPanel(name, **kwargs) for name in names]
