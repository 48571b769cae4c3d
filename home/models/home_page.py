"""The first page of each language."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import LineField, StoryField
from kb.models import BasePage
from kb.panels import texts


class HomePage(BasePage):
    """Says what this is, leads to the search, shows what is new. One per language, at the top of its tree."""

    promise = LineField(_("promise"), words=15, help_text=_("The one line that a visitor takes away."))
    introduction = StoryField(_("the network in its own words"), words=150)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *texts("promise", "introduction")]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        TranslatableField("promise"),
        TranslatableField("introduction"),
    ]

    searchable = None
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
