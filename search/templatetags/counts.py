"""What other pages show of the search's numbers."""

from django import template
from django.template.context import Context

from search.overview import CountedTerm, Overview, site_overview
from taxonomy.directory import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def overview(context: Context) -> Overview:
    """The numbers of practices that this page's reader may find: one question to the engine for all of a page."""
    return site_overview(context["request"], context["language"])


@register.simple_tag
def counted(overview: Overview, term: Entry) -> CountedTerm:
    """The practices with one term: how many, and the address of them all."""
    return overview.one(term)
