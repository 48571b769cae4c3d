"""Panels that show what a field expects."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel

from kb.fields import Guided


def guidance(help_text: str, words: int = 0, example: str = "") -> SafeString:
    """Help text, word limit (0 for none) and example of a field, as the HTML that its panel shows."""
    parts: list[SafeString] = [format_html("{}", help_text)] if help_text else []
    if words:
        limit = ngettext("At most %(count)d word.", "At most %(count)d words.", words) % {"count": words}
        parts.append(format_html('<span data-word-limit="{}">{}</span>', words, limit))
    if example:
        parts.append(format_html("<em>{} {}</em>", _("For example:"), example))
    return format_html_join(" ", "{}", ((part,) for part in parts))


class TextPanel(FieldPanel):
    """A field panel with the field's word limit, a counter and its example under the help text."""

    def guide(self) -> tuple[Any, int, Any]:
        """Help text, word limit and example; the texts may be lazy."""
        field = self.db_field
        help_text: Any = field.help_text
        return (help_text, field.words, field.example) if isinstance(field, Guided) else (help_text, 0, "")

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if not self.panel.help_text:
                help_text, words, example = self.panel.guide()
                # Made here, not once for all, so that it is in the editor's language.
                self.help_text = guidance(str(help_text), words, str(example))


class TitlePanel(TextPanel):
    """The title of a page, whose field is Wagtail's own: it knows neither limit nor example."""

    def __init__(self, words: int = 0, example: Any = "", help_text: Any = "", **kwargs: Any) -> None:
        super().__init__("title", **kwargs)
        self.words, self.example, self.advice = words, example, help_text

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs = super().clone_kwargs()
        del kwargs["field_name"]
        return {**kwargs, "words": self.words, "example": self.example, "help_text": self.advice}

    def guide(self) -> tuple[Any, int, Any]:
        return self.advice, self.words, self.example


def texts(*names: str, **kwargs: Any) -> list[FieldPanel]:
    """A ``TextPanel`` for each field name."""
    return [TextPanel(name, **kwargs) for name in names]
