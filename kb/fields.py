"""Text fields that know how long they should be and show an example.

A limit is advice, not a wall: an import may bring more, and nobody loses a sentence. All texts may be blank, so that
drafts can be incomplete; what publishing needs is in the page's publish rule. See
docs/decisions/0005-word-limits-are-advice.md.
"""

from html import unescape
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from wagtail.fields import RichTextField

# Story fields are for prose: paragraphs, lists, links, emphasis.
STORY_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
# Free pages (about, privacy) also have headings and pictures.
ARTICLE_FEATURES = ["h2", "h3", *STORY_FEATURES, "image", "hr"]


class Guided:
    """Adds ``words`` (the recommended limit, 0 for none) and ``example`` to a text field, outside the database."""

    def __init__(self, *args: Any, words: int = 0, example: Any = "", **kwargs: Any) -> None:
        self.words = words
        self.example = example
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class LineField(Guided, models.CharField):
    """One line of plain text, translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        super().__init__(*args, **kwargs)


class PlainTextField(Guided, models.TextField):
    """Plain text of any length, translated."""


def plain(html: str) -> str:
    """Rich text as plain text, its blocks apart."""
    apart = html.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
    return unescape(strip_tags(apart)).strip()


class StoryField(Guided, RichTextField):
    """Prose: paragraphs, lists, links, emphasis, translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("features", STORY_FEATURES)
        super().__init__(*args, **kwargs)
