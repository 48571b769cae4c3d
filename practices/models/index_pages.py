"""The pages that practices and methods live under, and the one that leads to them by theme."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from kb.models import IndexPage
from practices.context import list_context


class PracticeIndexPage(IndexPage):
    """All practices: the search's result page, restricted to practices."""

    results_of = "practice"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]
    # There is no draft of a result.
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        verbose_name = _("index of practices")


class MethodIndexPage(IndexPage):
    """All methods, by name."""

    template = "list_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.MethodPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds one page of the list, by name."""
        from practices.models.method_page import MethodPage

        context = super().get_context(request, *args, **kwargs)
        return {**context, **list_context(MethodPage, context["reading"])}

    class Meta:
        verbose_name = _("index of methods")


class ThemeIndexPage(IndexPage):
    """All themes with their practices counted, and below it one address for each theme, which needs no page.

    What stands there the search counts: it serves both (``search.views.themes``).
    """

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    # There is no draft of a count.
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        """One more word in the address is a theme: ``segment``, see ``practices.themes``. Whether there is such a one
        is said where it is shown.
        """
        if self.live and len(path_components) == 1:
            return RouteResult(self, kwargs={"segment": path_components[0]})
        return super().route(request, path_components)

    class Meta:
        verbose_name = _("index of themes")
