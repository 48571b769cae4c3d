"""The head of the result page."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from kb.context import Link
from kb.head import Head, page_head, view_head
from kb.languages import interface_language
from kb.reading import Reading
from search.request import SearchRequest

# Filters that a title names; the page names all.
MOST_NAMED = 3


def result_title(searched: SearchRequest, reading: Reading | None, chosen: Sequence[str]) -> str:
    """What a search is called: its words or its page, ``chosen`` filters, the number of its page from the second on."""
    with translation.override(interface_language(searched.language)):
        title = _("Search for “%(words)s”") % {"words": searched.q} if searched.q else _("Search")
    if reading and not searched.q:
        title = reading.page.seo_title or reading.page.title
    if chosen:
        title = f"{title}: {', '.join(chosen[:MOST_NAMED])}{', …' if len(chosen) > MOST_NAMED else ''}"
    return f"{title} ({searched.page})" if searched.page > 1 else title


def result_head(
    request: HttpRequest,
    searched: SearchRequest,
    reading: Reading | None,
    chosen: Sequence[str],
    in_languages: Sequence[Link],
) -> Head:
    """An index page as any other page has it; a search by its canonical address, of which engines keep none."""
    query = searched.query_string()
    if reading and not query:
        return page_head(reading.page, reading, {"reading": reading})
    return view_head(
        request,
        result_title(searched, reading, chosen),
        description=reading.description if reading else "",
        canonical=f"{request.path}?{query}" if query else request.path,
        alternates=() if query else in_languages,
        is_indexed=not query,
    )
