"""The address without a language: offers all languages, the reader's best first. No redirect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.context import site_context
from kb.head import view_head


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """A page in the language that cookie or browser ask for. Its answer varies by both: see kb.middleware."""
    site = site_context(request)
    head = view_head(request, site.name, canonical="/", alternates=site.languages, default="/")
    return render(request, "root.html", {"head": head})
