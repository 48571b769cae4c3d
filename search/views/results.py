"""The one result page. Some index pages, that of practices first, are the same page, restricted to their kind."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kb.context import Link, address, site_context
from kb.languages import interface_language, language_name
from kb.models import IndexPage
from kb.reading import Reading
from search.enums import Sort, View
from search.facet_groups import FacetGroup, chips, facet_groups
from search.head import result_head, result_title
from search.hits import load
from search.meanings import meanings, taken_off
from search.overview import share
from search.parsing import parse_request
from search.query import SearchResult
from search.site import SiteTerms, audience_of, find

# Pages of the pager around the one that is shown.
AROUND = 2


def results(request: HttpRequest, kind: str | None = None, index: IndexPage | None = None) -> HttpResponse:
    """Searches and shows the result; the part that changes alone for htmx. Never an error, whatever is asked."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    language = get_language() or settings.LANGUAGE_CODE
    terms = SiteTerms(audience_of(request.user))
    search_request, problems = parse_request(request.GET, terms, language, kind=kind)
    result = find(search_request, request.user, terms=terms)
    with translation.override(interface_language(language)):
        groups = facet_groups(result, terms, language)
    reading = Reading(index, request) if index else None
    query = result.request.query_string()
    here = f"{request.path}?{query}" if query else request.path
    context: dict[str, Any] = {
        "page": index,
        "reading": reading,
        "in_languages": _in_languages(request, reading, query),
        "request_of_search": result.request,
        "result": result,
        "hits": load(result.hits, language, request.user, request),
        "problems": problems,
        "groups": groups,
        "open_groups": [group for group in groups if group.is_open],
        "more_groups": [group for group in groups if not group.is_open],
        "chips": chips(groups),
        "meanings": meanings(result, terms, language),
        "taken_off": taken_off(result, terms, language),
        "cleared": result.request.cleared().query_string(),
        "sorts": Sort.choices,
        "views": View.choices,
        "pager": _pager(result),
        "action": request.path,
        # Where one comes back to after signing in.
        "here": here,
        "canonical": request.build_absolute_uri(here),
        "to_drop": _to_drop(result, groups, request.user, terms) if not result.total else [],
    }
    chosen = [value.label for _facet, value in context["chips"]]
    is_part = bool(getattr(request, "htmx", False))
    if is_part:
        context["is_part"] = True
        context["title"] = result_title(result.request, reading, chosen)
        response = render(request, "search/partial.html", context)
        # The address that the reader sees and shares is the canonical one.
        response["HX-Push-Url"] = context["canonical"]
    else:
        context["head"] = result_head(request, result.request, reading, chosen, context["in_languages"])
        response = render(request, "search/results.html", context)
    # A page and a part of it have one address.
    patch_vary_headers(response, ["HX-Request"])
    return response


def _in_languages(request: HttpRequest, reading: Reading | None, query: str) -> list[Link]:
    """The same search in the site's other languages: the codes in its address are the same in all."""
    if reading:
        pages = [(version.language, version.url) for version in reading.versions]
    else:
        pages = [(home.language, address("search", home.language)) for home in site_context(request).languages]
    return [Link(language_name(code), f"{url}?{query}" if query else url, code) for code, url in pages]


def _pager(result: SearchResult) -> list[tuple[int | None, str]]:
    """(number, query string) of the first, last and neighbouring pages; (None, "") for a gap. Empty for one page."""
    if result.pages < 2:
        return []
    now = result.request.page
    wanted = {1, result.pages, *range(max(1, now - AROUND), min(result.pages, now + AROUND) + 1)}
    found: list[tuple[int | None, str]] = []
    before = 0
    for number in sorted(wanted):
        if number > before + 1:
            found.append((None, ""))
        found.append((number, result.request.on_page(number).query_string()))
        before = number
    return found


@dataclass(frozen=True)
class Offer:
    """A way out of a result without hits: what is dropped (empty: every filter), how many that gives, and where."""

    label: str
    total: int
    query: str
    # Per cent of the best offer.
    share: int
    # That of the label; empty for a word of the interface.
    language: str = ""

    @property
    def name(self) -> SafeString | str:
        """The label, marked with its language."""
        return format_html('<span lang="{}">{}</span>', self.language, self.label) if self.language else self.label


def _to_drop(result: SearchResult, groups: list[FacetGroup], user: Any, terms: SiteTerms) -> list[Offer]:
    """For a result without hits: which facet to drop and how many that would give, the most first."""
    by_name = {group.facet.name: group for group in groups}
    found: list[tuple[str, str, int, str]] = []
    for name, total in result.without.items():
        group = by_name.get(name)
        if total and group:
            chosen = [(value.label, value.language) for value in group.selected]
            label, spoken = chosen[0] if len(chosen) == 1 else (str(group.facet.label), "")
            found.append((label, spoken, total, result.request.clearing(name).query_string()))
    cleared = result.request.cleared()
    if len(result.request.filters) > 1 or (not found and result.request != cleared):
        total = find(cleared, user, page_size=1, facets=(), terms=terms).total
        if total:
            found.append(("", "", total, cleared.query_string()))
    if result.request.q:
        wordless = replace(result.request, q="", page=1)
        total = find(wordless, user, page_size=1, facets=(), terms=terms).total
        if total:
            found.append((f"“{result.request.q}”", "", total, wordless.query_string()))
    best = max((offer[2] for offer in found), default=1)
    offers = [Offer(label, total, query, share(total, best), spoken) for label, spoken, total, query in found]
    return sorted(offers, key=lambda offer: -offer.total)
