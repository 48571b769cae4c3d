"""Where the search takes the place of a page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page

from kb.models import IndexPage
from practices.models import ThemeIndexPage
from search.views.results import results
from search.views.themes import themes

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]


@hooks.register("on_serve_page", order=100)
def index_pages(serve: Serve) -> Serve:
    """An index page that says so is the result page, restricted to pages of its kind; that of themes counts them.

    Last of the chain, which begins with Wagtail's own check of view restrictions: only who passes it comes here.
    """

    def serve_results(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        if isinstance(page, IndexPage) and page.results_of:
            return results(request, kind=page.results_of, index=page)
        if isinstance(page, ThemeIndexPage):
            return themes(request, page, **kwargs)
        return serve(page, request, args, kwargs)

    return serve_results
