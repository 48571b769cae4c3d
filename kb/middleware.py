"""The language of a request, and security headers that Django does not set, or not in two versions."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, without its guess at a 404.

    An address without a language is not sent on to the same one with a language: every page has one address, and what
    is not there says so at once.
    """

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


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sends ``PERMISSIONS_POLICY``: no page may ask for camera, place and the like."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return middleware
