"""The pages that practices and methods live under."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from kb.models import IndexPage


class PracticeIndexPage(IndexPage):
    """All practices: the search's result page, restricted to practices."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]

    class Meta:
        verbose_name = _("index of practices")


class MethodIndexPage(IndexPage):
    """All methods, by name."""

    lists = "practices.MethodPage"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.MethodPage"]

    class Meta:
        verbose_name = _("index of methods")
