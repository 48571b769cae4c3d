"""The site's root: a page in the reader's best language that offers the others. It redirects nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def root(request: HttpRequest) -> HttpResponse:
    """LocaleMiddleware has chosen the language from the cookie or the browser's list."""
    response = render(request, "kb/root.html")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
