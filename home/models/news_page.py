"""News of the network."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from kb import formats
from kb.cards import cards
from kb.fields import ARTICLE_FEATURES, LineField, PlainTextField, StoryField
from kb.models import BasePage, IndexPage
from kb.panels import texts
from kb.publishing import PublishRule, Required
from kb.reading import Reading
from kb.searching import Searchable

PER_PAGE = 20


class NewsPage(BasePage):
    """One piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate)
    summary = PlainTextField(_("summary"), words=50)
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_alt = LineField(_("what the picture shows"), words=25)
    body = StoryField(_("text"), features=ARTICLE_FEATURES)

    og_type = "article"
    searchable = Searchable("news", year=lambda page: page.date.year)
    publish_rule = PublishRule(Required("title"), Required("summary"), Required("body"))
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("date"),
        *texts("summary"),
        MultiFieldPanel([FieldPanel("lead_image"), *texts("lead_image_alt")], heading=_("Picture")),
        *texts("body"),
    ]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        SynchronizedField("date", overridable=False),
        TranslatableField("summary"),
        SynchronizedField("lead_image", overridable=False),
        TranslatableField("lead_image_alt"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def structured_data(self, context: Mapping[str, Any]) -> dict[str, Any]:
        return {"@type": "NewsArticle", "headline": self.title}

    def published_on(self, reading: Reading) -> Any:
        return reading.facts.date

    def picture_texts(self, reading: Reading) -> dict[str, str]:
        return {"above": formats.day(reading.facts.date, reading.language)}


class NewsIndexPage(IndexPage):
    """All news, the newest first."""

    template = "list_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.NewsPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds one page of the news."""
        context = super().get_context(request, *args, **kwargs)
        reading = context["reading"]
        news = NewsPage.objects.readable_by(reading.user).one_per_set(reading.language).select_related("locale")
        pager = Paginator(news.order_by("-date", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
        return {
            **context,
            "pager": pager,
            "cards": cards(pager.object_list, request, reading.language),
            "card_template": "components/news.html",
        }

    class Meta:
        verbose_name = _("index of news")
