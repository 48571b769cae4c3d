"""Tags of the pages of practices."""

from django import template
from django.template.context import Context

from practices.context import citation as citation_of

register = template.Library()


@register.simple_tag(takes_context=True)
def citation(context: Context) -> str:
    """How to cite this practice."""
    url = context["request"].build_absolute_uri(context["page"].get_url(context["request"]) or "")
    return citation_of(context["reading"], url, context["website"].name)
