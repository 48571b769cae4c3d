"""What readers see when something is not there, not allowed, or broken."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token
from wagtail.models import Page

from kb.head import Head
from kb.languages import interface_language
from kb.taken_down import may_have_page, taken_down
from kb.versions import Version, versions


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, or 410 if the page was taken down: offers the same page in the languages where the reader may see it."""
    key = taken_down(request.path_info, request.user)
    if key is None:
        return render(request, "404.html", {"found": elsewhere(request)}, status=404)
    # The title is the template's, in the interface's language.
    head = Head(language=translation.get_language() or settings.LANGUAGE_CODE, title="", is_indexed=False)
    return render(request, "410.html", {"found": _left_of(key, request), "head": head}, status=410)


def _left_of(key: UUID, request: HttpRequest) -> list[Version]:
    """The live, readable pages of a set. None that must not name its organisation: the old address may name it."""
    found = versions([key], request, request.user).get(key, [])
    return [version for version in found if not version.page.is_anonymous]


def elsewhere(request: HttpRequest) -> list[Version]:
    """The live, readable pages of the set that the address belongs to in any language; empty if none does.

    An address belongs to a set if one of its pages has it in its own tree, live or not: somebody changed the language
    in the address, or the page was taken down in this language only.
    """
    language = translation.get_language_from_path(request.path_info)
    if language is None:
        return []
    rest = request.path_info.lstrip("/").partition("/")[2].strip("/")
    if not rest or not may_have_page(rest):
        return []
    addresses = [f"/{code}/{rest}/" for code, _name in settings.LANGUAGES]
    keys = Page.objects.filter(url_path__in=addresses).values_list("translation_key", flat=True)
    found = versions(keys, request, request.user) if keys else {}
    return [version for rows in found.values() for version in rows if version.language != language]


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: says how to go on."""
    return render(request, "403.html", {"is_form": True}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without a query: the request may not even name this host."""
    return _static("400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without a query: the database may be what is broken."""
    return _static("500.html", 500)


def _static(template: str, status: int) -> HttpResponse:
    language = interface_language(translation.get_language() or settings.LANGUAGE_CODE)
    with translation.override(language):
        return HttpResponse(render_to_string(template, {"language": language}), status=status)
