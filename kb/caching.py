"""What browsers, and caches between, may keep of an answer, and for how long: docs/decisions/0016-caching.md.

In short: what anybody is sent alike may be kept, but is asked for again before it is shown, which costs no transfer
while it is the same; what a person with a session is sent is kept by nobody.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers

# Kept, and never shown without asking: raised care, an unpublished page and a correction hold at once.
ASK_FIRST = "no-cache"
# The same, in the reader's own browser only.
ASK_FIRST_PRIVATELY = "private, no-cache"
# Kept by nobody: after signing out, the next person at this computer finds nothing by going back.
KEEP_NOTHING = "private, no-store"

Answer = Callable[[HttpRequest], HttpResponse]


def is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer may be meant for one person: she has a session, or is given a cookie with it."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME) or response.cookies)


def keeping(request: HttpRequest, response: HttpResponseBase) -> str:
    """The ``Cache-Control`` of an answer whose view says nothing of it."""
    if is_personal(request, response):
        # A file is not read from a page's memory by going back; asking first is enough, and spares a download.
        return ASK_FIRST_PRIVATELY if response.streaming else KEEP_NOTHING
    if response.streaming:
        return ASK_FIRST_PRIVATELY
    if request.headers.get("HX-Request") == "true":
        # A part of a page under the page's address: no browser may ever show it in the page's place.
        return "no-store"
    return ASK_FIRST


def without_body(get_response: Answer) -> Answer:
    """Leaves the headers of GET to HEAD, and nothing else: not every server does so itself without complaint."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response

    return middleware


def revalidated(get_response: Answer) -> Answer:
    """Sets ``Cache-Control`` and ``ETag``, and answers 304 to whoever has the same already.

    It stands outside the sessions, which say in ``Vary`` that they were asked and in a cookie what they changed.
    HEAD gets the headers of GET: its body is left out after this.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = keeping(request, response)
        if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.streaming:
            return response
        if any(word in response["Cache-Control"] for word in ("no-store", "private")):
            return response
        if not response.has_header("ETag"):
            response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
        return answered(request, response)

    return middleware


def answered(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response``, or 304 where the reader has it; with the headers that a cache updates its copy from."""
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    conditional: HttpResponse = response if found is None else found
    return conditional


def _is_text(response: HttpResponseBase) -> bool:
    """Pictures are compressed already."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))


class CompressPublicMiddleware(GZipMiddleware):
    """Compresses what anybody is sent alike.

    The length of a compressed answer tells of what is repeated in it: where a page holds a secret (the token of a
    form) beside words that somebody else put into its address, the secret can be guessed letter by letter (BREACH).
    So what may be kept by nobody is sent as it is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or is_personal(request, response):
            return response
        if "private" in response.headers.get("Cache-Control", ""):
            return response
        # A 304 does not say of what kind it is.
        if response.status_code != 304 and not _is_text(response):
            return response
        if request.method == "HEAD" or response.status_code == 304:
            # There is nothing to compress, but what it stands for may have been.
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        return super().process_response(request, response)
