"""What other pages show of the search's numbers."""

from django import template
from django.template.context import Context

from search.overview import Overview, site_overview

register = template.Library()


@register.simple_tag(takes_context=True)
def overview(context: Context) -> Overview:
    """The numbers of practices that this page's reader may find: one question to the engine for all of a page."""
    return site_overview(context["request"], context["language"])
