"""Who uses a method, for the page that describes it."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context

from kb.cards import Card
from practices.themes import theme_addresses
from search.hits import as_cards
from search.overview import CountedTerm, Overview
from taxonomy.enums import Scheme
from taxonomy.models import Term

register = template.Library()

NEWEST = 4
# Countries and themes that are listed; the result page has all of them.
MOST = 10


@dataclass(frozen=True)
class Use:
    """The practices that use a method: how many, the newest, their countries and themes."""

    overview: Overview
    newest: list[Card]
    countries: list[tuple[CountedTerm, int]]
    themes: list[tuple[CountedTerm, str]]


@register.simple_tag(takes_context=True)
def use_of(context: Context, method: Term) -> Use:
    """``{% use_of term as use %}``: the practices that the request's reader may find. One question to the engine."""
    request: Any = context["request"]
    language: str = context["language"]
    overview = Overview(language, request.user, {Scheme.METHOD.value: (method.code,)}, newest=NEWEST)
    addresses = theme_addresses(request, language)
    used = overview.used(Scheme.THEME)
    # The narrowest say most; a wider one is told where practices name it alone.
    wider = {term.entry.parent for term in used}
    themes = [term for term in used if term.entry.id not in wider][:MOST]
    return Use(
        overview,
        as_cards(overview.newest, language, request),
        overview.ranking(MOST),
        [(term, addresses.of(term.entry) or term.url) for term in themes],
    )
