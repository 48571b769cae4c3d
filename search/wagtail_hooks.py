"""Where the search takes the place of a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from practices.models import PracticeIndexPage
from search.views.results import results


@hooks.register("before_serve_page")
def practices_index(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """The index of practices is the result page, restricted to practices."""
    if isinstance(page, PracticeIndexPage):
        return results(request, kind="practice", index=page)
    return None
