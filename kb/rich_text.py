"""Rich text for one reader: links between pages lead to her language, and to nothing that she may not read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text.pages import PageLinkHandler

from kb.versions import Version, versions


@dataclass(frozen=True)
class _Reader:
    request: HttpRequest | None
    user: Any
    language: str


_reader: ContextVar[_Reader | None] = ContextVar("reader", default=None)


@contextmanager
def _read_by(reader: _Reader) -> Iterator[None]:
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


def render(value: str, request: HttpRequest | None, language: str) -> SafeString:
    """Stored rich text as HTML for the user of ``request``, who reads ``language``."""
    user = getattr(request, "user", None) or AnonymousUser()
    with _read_by(_Reader(request, user, language)), translation.override(language):
        return SafeString(RichText(value).__html__())


class ReadablePageLinkHandler(PageLinkHandler):
    """In place of Wagtail's, which looks at the interface's language and at nobody's rights.

    A link to a page that the reader may not read keeps its words and loses its address.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        reader = _reader.get() or _Reader(None, AnonymousUser(), translation.get_language() or "")
        ids = [int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdecimal()]
        keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
        found = versions(keys.values(), reader.request, reader.user) if keys else {}
        return [_opening_tag(attrs.get("id", ""), keys, found, reader.language) for attrs in attrs_list]


def _opening_tag(page_id: str, keys: dict[int, Any], found: dict[Any, list[Version]], language: str) -> str:
    linked = int(page_id) if page_id.isdecimal() else 0
    known = found.get(keys.get(linked), [])
    version = next((v for v in known if v.language == language), None)
    version = version or next((v for v in known if v.page_id == linked), None)
    if version is None:
        return "<a>"
    if version.language == language:
        return format_html('<a href="{}">', version.url)
    return format_html('<a href="{}" hreflang="{}">', version.url, version.language)
