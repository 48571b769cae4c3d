"""The language of a request; security headers that Django does not set, or not in two versions; old addresses."""

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from kb.care import may_follow
from kb.views.errors import page_not_found


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, without its guess at a 404.

    An address without a language is not sent on to the same one with a language: every page has one address, and what
    is not there says so at once.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What is not there says so as readers will see it, also where Django would show developers its own page."""
        if not isinstance(exception, Http404) or request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        return page_not_found(request, exception)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not translation.get_language_from_path(request.path_info):
            # The language came from the cookie or the browser: a shared cache must keep the answers apart.
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy of ``CONTENT_SECURITY_POLICY`` everywhere, and ``ADMIN_CSP`` at addresses of the admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            upgrade = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].get("upgrade-insecure-requests", False)
            parts.config = {**settings.ADMIN_CSP, "upgrade-insecure-requests": upgrade}
        return parts


class PageCompressionMiddleware(GZipMiddleware):
    """Compresses pages, of random length so that nobody can guess a secret in one by its size; files are what they are,
    and static ones are compressed once, when they are collected.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


def private_when_signed_in(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What somebody with a session is sent is for nobody else: a cache between keeps it for her alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response

    return middleware


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sends ``PERMISSIONS_POLICY``: no page may ask for camera, place and the like."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return middleware


def old_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sends readers of an old address on, as Wagtail's own middleware does, unless care forbids to say where."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        return _moved(request) or response if response.status_code in (404, 410) else response

    return middleware


def _moved(request: HttpRequest) -> HttpResponse | None:
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    redirect = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
    if redirect is None or not redirect.link:
        return None
    if redirect.redirect_page and not may_follow(redirect.redirect_page, request.user):
        return None
    answer = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    response: HttpResponse = answer(redirect.link)
    # A browser would remember a permanent redirect past the day on which care is raised.
    response["Cache-Control"] = "private, no-cache"
    return response
