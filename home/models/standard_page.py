"""A page of free text: about, privacy, imprint, accessibility."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, TranslatableField

from kb.fields import ARTICLE_FEATURES, PlainTextField, StoryField
from kb.models import BasePage
from kb.panels import texts
from kb.publishing import PublishRule, Required
from kb.searching import Searchable


class StandardPage(BasePage):
    """Title, introduction, text."""

    introduction = PlainTextField(_("introduction"), words=50)
    body = StoryField(_("text"), features=ARTICLE_FEATURES)

    searchable = Searchable("page", summary=("introduction",))
    publish_rule = PublishRule(Required("title"), Required("body"))
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *texts("introduction", "body")]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        TranslatableField("introduction"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
