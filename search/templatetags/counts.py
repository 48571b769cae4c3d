"""What other pages show of the search's numbers."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import Context

from kb.context import address
from search.overview import Overview

register = template.Library()


@register.simple_tag(takes_context=True)
def overview(context: Context) -> Overview:
    """The numbers of practices that this page's reader may find: one question to the engine for all of a page."""
    request: Any = context.get("request")
    language = context["language"]
    kept = getattr(request, "_overview", None)
    if kept is None or kept.language != language:
        kept = Overview(language, getattr(request, "user", None) or AnonymousUser())
        if request is not None:
            request._overview = kept
    return kept


@register.simple_tag(takes_context=True)
def search_url(context: Context) -> str:
    """The address of the search under the page's language."""
    return address("search", context["language"])
