"""The map of the practices, for pages of apps that do not know the search."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import Context

from search.practice_map import PracticeMap

register = template.Library()


@register.simple_tag(takes_context=True)
def practice_map(context: Context) -> PracticeMap:
    """``{% practice_map as map %}``: the practices that the request's reader may find, by country."""
    user = getattr(context.get("request"), "user", None) or AnonymousUser()
    return PracticeMap(context["language"], user)
