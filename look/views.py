"""The style page and the page of an error that nobody can cause on purpose: for developers and editors."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.context import Link
from kb.head import Head
from kb.languages import interface_language, language_name
from kb.views.errors import server_error
from look.specimens import components
from look.words import WORDS


@require_safe
def style(request: HttpRequest, language: str = "") -> HttpResponse:
    """Every component with all its states, drawn by the templates of the pages, in ``language`` or the reader's."""
    _only_for_staff(request)
    language = _known(language or get_language() or settings.LANGUAGE_CODE)
    request.LANGUAGE_CODE = language
    with translation.override(interface_language(language)):
        found = components(request, language)
    others = [Link(language_name(code), f"/style/{code}/", code) for code, _name in settings.LANGUAGES if code in WORDS]
    with translation.override(language):
        head = Head(language=language, title="Components", is_indexed=False)
        response = render(request, "look/style.html", {"components": found, "in_languages": others, "head": head})
    response["Content-Language"] = language
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def broken(request: HttpRequest, language: str) -> HttpResponse:
    """What readers are shown when something breaks, without breaking anything."""
    _only_for_staff(request)
    with translation.override(_known(language)):
        return server_error(request)


def _only_for_staff(request: HttpRequest) -> None:
    """404 for readers: the pages exist for whoever works on the site."""
    if not settings.DEBUG and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language
