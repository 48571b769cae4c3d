"""Where the search takes the place of a page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page

from practices.models import PracticeIndexPage
from search.views.results import results

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]


@hooks.register("on_serve_page", order=100)
def practices_index(serve: Serve) -> Serve:
    """The index of practices is the result page, restricted to practices.

    Last of the chain, which begins with Wagtail's own check of view restrictions: only who passes it comes here.
    """

    def serve_results(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        if isinstance(page, PracticeIndexPage):
            return results(request, kind="practice", index=page)
        return serve(page, request, args, kwargs)

    return serve_results
