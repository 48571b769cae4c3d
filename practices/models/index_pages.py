"""The pages that practices and methods live under."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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
