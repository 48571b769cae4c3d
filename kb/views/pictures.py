"""The pictures that are shown where an address of the site is shared: `/<language>/og/…png`.

They are drawn when asked for, which takes about as long as a page, and not kept by the server: who has one asks whether
it is still the same, which takes no drawing. What stands in the address after the number makes it another one when the
title changes; an old one leads to the picture of today.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Page

from kb.caching import ASK_FIRST
from kb.care import conceal
from kb.head import page_picture, site_picture
from kb.models import BasePage
from kb.pictures.sharing import Picture, draw
from kb.querysets import BasePageQuerySet
from kb.reading import Reading


@require_safe
def of_page(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The picture of a page that anybody may read, in the page's own language. 404 for all others, for members too."""
    # A picture travels: it is made for those who know nothing.
    request.user = AnonymousUser()
    pages = BasePageQuerySet(Page).readable_by(request.user).in_language(request.LANGUAGE_CODE or "")
    found = pages.filter(pk=pk).first()
    page = found.specific if found else None
    if not isinstance(page, BasePage):
        raise Http404
    conceal(page, request.user)
    return picture_response(request, page_picture(page, Reading(page, request)))


@require_safe
def of_site(request: HttpRequest, digest: str) -> HttpResponse:
    """The picture of addresses without a page."""
    request.user = AnonymousUser()
    return picture_response(request, site_picture(request))


def picture_response(request: HttpRequest, picture: Picture) -> HttpResponse:
    """The picture, drawn only for who does not have it."""
    etag = f'"{picture.digest}"'
    response = get_conditional_response(request, etag=etag)
    if not isinstance(response, HttpResponseNotModified):
        response = HttpResponse(draw(picture), content_type="image/png")
    response["ETag"], response["Cache-Control"] = etag, ASK_FIRST
    return response
