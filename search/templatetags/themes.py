"""The list of themes, for pages of apps that do not know the search."""

from typing import Any

from django import template
from django.template.context import Context

from practices.themes import theme_addresses
from search.overview import site_overview
from search.themes import theme_rows
from taxonomy.enums import Scheme

register = template.Library()


@register.inclusion_tag("components/theme_section.html", takes_context=True)
def theme_section(context: Context) -> dict[str, Any]:
    """The widest themes with their practices counted, the most first, as a section of its own. Two queries."""
    request, language = context["request"], context["language"]
    overview = site_overview(request, language)
    addresses = theme_addresses(request, language)
    widest = sorted(overview.tree(Scheme.THEME), key=lambda term: -term.count)
    return {
        **{name: context[name] for name in ("request", "language", "interface", "website")},
        "overview": overview,
        "index": addresses.index,
        "themes": theme_rows(widest, addresses) if overview.total else [],
    }
