"""The address without a language: offers all languages, the reader's best first. No redirect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """A page in the language that cookie or browser ask for. Its answer varies by both: see kb.middleware."""
    return render(request, "root.html")
