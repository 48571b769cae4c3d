"""Tags of the public pages: the two languages of a page, dates and numbers, rich text.

A page has the language of its content and that of its interface: the same where the interface is translated into it,
English elsewhere. ``{% interface %}`` in base.html sets both for everything inside it; ``{% ui %}`` and ``{% own %}``
mark the pieces where they differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kb import formats, rich_text
from kb.context import address
from kb.geo import marks
from kb.head import Head, page_head
from kb.languages import interface_language
from kb.languages import language_name as own_name
from kb.structured_data import script
from kb.terms import ShownTerm

register = template.Library()

NOTHING = SafeString("")


class InterfaceNode(template.Node):
    """Renders its content with the interface's language active; sets ``language`` and ``interface`` inside."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        language = _language_of(context)
        interface = interface_language(language)
        with translation.override(interface), context.push(language=language, interface=interface):
            return self.nodelist.render(context)


@register.tag("interface")
def do_interface(parser: Parser, token: Token) -> InterfaceNode:
    """``{% interface %}…{% endinterface %}``: around the whole page."""
    nodelist = parser.parse(("endinterface",))
    parser.delete_first_token()
    return InterfaceNode(nodelist)


def _language_of(context: Context) -> str:
    """The page's language; without a page, the request's; without a request, the active one."""
    page = context.get("page")
    if page is not None and getattr(page, "locale_id", None):
        return str(page.locale.language_code)
    request = context.get("request")
    return str(getattr(request, "LANGUAGE_CODE", None) or translation.get_language() or settings.LANGUAGE_CODE)


def _lang(code: str) -> SafeString:
    return format_html(' lang="{}"', code)


@register.simple_tag(takes_context=True)
def ui(context: Context) -> SafeString:
    """`` lang="en"`` for a piece of interface text, where the interface is in another language than the page."""
    return NOTHING if context["interface"] == context["language"] else _lang(context["interface"])


@register.simple_tag(takes_context=True)
def own(context: Context) -> SafeString:
    """``lang`` of the page for a piece of content inside a piece of interface, where the two differ."""
    return NOTHING if context["interface"] == context["language"] else _lang(context["language"])


@register.simple_tag(takes_context=True)
def foreign(context: Context, code: str) -> SafeString:
    """``lang`` for a piece of content, inside content or interface, that may be in another language than the page.

    ``code`` may be empty: then nobody knows, and it is taken for the page's.
    """
    return _lang(code) if code and code != context["language"] else own(context)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None) -> SafeString:
    """A date as ``<time>``, in the reader's words."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    text = formats.day(value, context["language"])
    return format_html('<time{} datetime="{}">{}</time>', own(context), f"{value:%Y-%m-%d}", text)


@register.simple_tag(takes_context=True)
def day_number(context: Context, value: date) -> str:
    """The day of the month."""
    return str(value.day)


@register.simple_tag(takes_context=True)
def month(context: Context, value: date) -> str:
    """Short month and year, in the reader's words."""
    return formats.month(value, context["language"])


@register.simple_tag(takes_context=True)
def period(context: Context, start: datetime | None, end: datetime | None) -> SafeString:
    """From when to when, in the zone that the times are in. On one day: the day once; for whole days: no times."""
    if start is None:
        return NOTHING
    first, between, last = _said(start, end, context["language"])
    begins = format_html('<time{} datetime="{}">{}</time>', own(context), start.isoformat(), first)
    if end is None or not last:
        return begins
    ends = format_html('<time{} datetime="{}">{}</time>', own(context), end.isoformat(), last)
    return format_html("{}{}{}", begins, between, ends)


def _said(start: datetime, end: datetime | None, language: str) -> tuple[str, str, str]:
    """When it begins, what stands between, and when it ends; nothing of the latter where that is said already."""
    if end is None:
        return formats.day_and_time(start, language), "", ""
    is_one_day = end.date() == start.date()
    if _is_whole_days(start, end):
        return (formats.day(start, language), "", "") if is_one_day else formats.days(start, end, language)
    last = formats.time(end, language) if is_one_day else formats.day_and_time(end, language)
    return formats.day_and_time(start, language), "–" if is_one_day else " – ", last


def _is_whole_days(start: datetime, end: datetime | None) -> bool:
    return end is not None and f"{start:%H:%M}" == "00:00" and f"{end:%H:%M}" == "23:59"


@register.simple_tag(takes_context=True)
def zone(context: Context, start: datetime, end: datetime | None = None) -> SafeString:
    """The name of the zone that times are in, in the reader's words; nothing for whole days."""
    if _is_whole_days(start, end):
        return NOTHING
    return format_html("<span{}>{}</span>", own(context), formats.zone(start, context["language"]))


@register.simple_tag(takes_context=True)
def number(context: Context, value: int | float) -> str:
    """A number with the separators of the reader's language."""
    return formats.number(value, context["language"])


@register.simple_tag(takes_context=True)
def figures(context: Context, text: str, written: str) -> str:
    """``text``, written in the language ``written``, with its numbers as the page's language writes them."""
    return formats.figures(text, written, context["language"])


@register.simple_tag(takes_context=True)
def language_name(context: Context, code: str) -> str:
    """A language's name in the interface's language: it stands in sentences of the interface."""
    return formats.language_name(code, context["interface"])


@register.filter
def own_language_name(code: str) -> str:
    """A language's own name."""
    return own_name(code)


@register.simple_tag(takes_context=True)
def rich(context: Context, value: str) -> SafeString:
    """Rich text, with its links in the reader's language and none to what she may not read."""
    return rich_text.render(value or "", context.get("request"), context["language"])


@register.filter
def host(url: str) -> str:
    """Whose site an address leads to, for example “repaircafe.org”."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def capital(text: str) -> str:
    """An interface text with a capital letter, by the rules of the interface's language."""
    return formats.capitalised(str(text), translation.get_language() or "")


@register.simple_tag(takes_context=True)
def local_url(context: Context, name: str) -> str:
    """The address of a view under the page's language (``{% url %}`` would take the interface's)."""
    return address(name, context["language"])


# Which part of the heading font, beside the Latin one, the titles of a language need.
_FONT_PARTS = {"el": "greek", "bg": "cyrillic"} | dict.fromkeys(("tr", "sl", "ro", "hr", "hu", "cs", "sk"), "latin-ext")


@register.simple_tag(takes_context=True)
def heading_fonts(context: Context) -> list[str]:
    """The files of the heading font that this page needs at once."""
    parts = ["latin", *filter(None, [_FONT_PARTS.get(context["language"])])]
    return [static(f"fonts/vollkorn-{part}.woff2") for part in parts]


@register.simple_tag(takes_context=True)
def absolute(context: Context, url: str) -> str:
    """An address of this site with protocol and host."""
    request = context.get("request")
    return request.build_absolute_uri(url) if request else url


@register.inclusion_tag("components/place_mark.html")
def place_mark(countries: Iterable[ShownTerm] | None, facts: Any = None, size: str = "") -> dict[str, Any]:
    """The shape of the first of these terms that is a country, with a dot where ``facts`` says that the place is.

    ``facts`` is a page as its reader may see it, after ``kb.care.conceal``: a place that is not told has no coordinates
    there. Without a country nothing is drawn: the wave would say “the same elsewhere”, which is not meant. ``size`` is
    empty (44 pixels) or ``large`` (140).
    """
    codes = [term.code for term in countries or ()]
    mark = marks.place_mark(codes, getattr(facts, "latitude", None), getattr(facts, "longitude", None))
    return {"mark": mark, "is_large": size == "large"}


@register.simple_tag(takes_context=True)
def head(context: Context) -> Head | None:
    """What machines are told of this page: the view's own, else that of the page; None for neither (an error)."""
    if (given := context.get("head")) is not None:
        return cast(Head, given)
    page, reading = context.get("page"), context.get("reading")
    shown = cast(Mapping[str, Any], context.flatten())
    return page_head(page, reading, shown) if page is not None and reading is not None else None


@register.simple_tag
def structured_data(nodes: Sequence[Mapping[str, Any]]) -> SafeString:
    """The nodes as JSON-LD."""
    return script(nodes)


@register.simple_tag(takes_context=True)
def is_section(context: Context, path: str) -> Any:
    """How a link of the navigation stands to the page: ``page`` for itself, ``true`` for a page above, or nothing.

    ``is_below`` in the context: what is shown has an address below its page's.
    """
    page = context.get("page")
    if page is None or not page.path.startswith(path):
        return ""
    return "page" if page.path == path and not context.get("is_below") else "true"
