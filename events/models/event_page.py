"""Events: meetings, workshops, study visits, with their dates in the place's own time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
)
from wagtail.models import Orderable
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from events.forms import EventPageForm
from events.querysets import EventManager
from events.structured_data import event_data, event_picture
from events.time_zones import default_time_zone, known_zone, time_zones
from kb.cards import cards
from kb.collation import collation_key
from kb.fields import LineField, PlainTextField, StoryField
from kb.models import BasePage, CareMixin, IndexPage
from kb.panels import TextPanel, texts
from kb.publishing import PublishRule, Required
from kb.reading import Reading
from kb.searching import Searchable

PER_PAGE = 20
_FACTS = ("start", "end", "time_zone", "online_url", "organisers", "lead_image")
_TEXTS = ("summary", "lead_image_alt", "place", "programme")


class EventPage(CareMixin, BasePage):
    """Something that takes place, at a place, online or both. Times are kept with the time zone they are meant in."""

    summary = PlainTextField(_("summary"), words=60, help_text=_("What it is about and for whom."))
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_alt = LineField(_("what the picture shows"), words=25)
    start = models.DateTimeField(_("start"), null=True, blank=True)
    end = models.DateTimeField(_("end"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        choices=time_zones,
        default=default_time_zone,
        help_text=_("The zone in which the times are shown: that of the place."),
    )
    place = LineField(_("place"), help_text=_("Address, or empty for an event that is only online."))
    online_url = models.URLField(_("online address"), max_length=500, blank=True)
    organisers = models.CharField(_("organisers"), max_length=255, blank=True)
    programme = StoryField(_("programme"), words=400)

    objects: ClassVar[Any] = EventManager()
    base_form_class = EventPageForm

    publish_rule = PublishRule(
        Required("title"),
        Required("summary"),
        Required("start", translated=False),
        Required(
            "place",
            is_met=lambda page: bool(page.place.strip() or page.online_url),
            label=_("place or online address"),
            translated=False,
        ),
    )
    searchable = Searchable("event", year=lambda page: page.local_start.year if page.local_start else None)
    organisation_fields: ClassVar[frozenset[str]] = frozenset({"organisers"})
    organisation_name_fields: ClassVar[frozenset[str]] = frozenset({"organisers"})
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        *(TranslatableField(name) for name in _TEXTS),
        *(SynchronizedField(name, overridable=False) for name in _FACTS),
        SynchronizedField("shown_practices", overridable=False),
        *CareMixin.care_translatable_fields,
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TextPanel("title"),
                    *texts("summary"),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), FieldPanel("time_zone")],
                        heading=_("Time"),
                        help_text=_("Type start and end as the clock at the place shows them, wherever you are."),
                    ),
                    MultiFieldPanel([*texts("place"), FieldPanel("online_url")], heading=_("Place")),
                    FieldPanel("organisers"),
                    *texts("programme"),
                    MultiFieldPanel([FieldPanel("lead_image"), *texts("lead_image_alt")], heading=_("Picture")),
                    InlinePanel("shown_practices", heading=_("Practices that it showed"), label=_("practice")),
                ],
                heading=_("Event"),
            ),
            ObjectList(CareMixin.care_panels, heading=_("Care")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the practices that it showed, in the reader's language where they exist, as far as she may read them."""
        context = super().get_context(request, *args, **kwargs)
        reading = context["reading"]
        shown = [row.practice for row in reading.facts.shown_practices.select_related("practice")]
        pages = []
        if shown:
            queryset = type(shown[0]).objects.filter(translation_key__in=[page.translation_key for page in shown])
            readable = queryset.readable_by(reading.user).one_per_set(reading.language).select_related("locale")
            pages = sorted(readable, key=lambda page: collation_key(page.title, reading.language))
        return {**context, "practices": cards(pages, request, reading.language)}

    def structured_data(self, context: Mapping[str, Any]) -> dict[str, Any]:
        return event_data(self, context)

    def picture_texts(self, reading: Reading) -> dict[str, str]:
        return event_picture(self, reading)

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The event ends before it starts: change one of the two.")})

    @property
    def local_start(self) -> datetime | None:
        """The start in the event's own time zone; in the site's, if the machine does not know that."""
        return self.start.astimezone(known_zone(self.time_zone)) if self.start else None

    @property
    def local_end(self) -> datetime | None:
        """The end in the event's own time zone; in the site's, if the machine does not know that."""
        return self.end.astimezone(known_zone(self.time_zone)) if self.end else None


class ShownPractice(Orderable):
    """A practice that was presented at an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="shown_practices")
    practice = models.ForeignKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("practice")
    )

    panels: ClassVar[list[Panel]] = [PageChooserPanel("practice")]

    class Meta(Orderable.Meta):
        verbose_name = _("practice shown")
        verbose_name_plural = _("practices shown")

    def __str__(self) -> str:
        return str(self.practice)


class EventIndexPage(IndexPage):
    """All events: what is to come, then what is over."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds a page of the calendar, in two parts."""
        context = super().get_context(request, *args, **kwargs)
        reading = context["reading"]
        events = EventPage.objects.readable_by(reading.user).one_per_set(reading.language).select_related("locale")
        pager = Paginator(events.as_calendar(timezone.now()), PER_PAGE).get_page(request.GET.get("page"))
        shown = list(pager.object_list)
        return {
            **context,
            "pager": pager,
            "upcoming": cards([event for event in shown if not event.is_over], request, reading.language),
            "past": cards([event for event in shown if event.is_over], request, reading.language),
        }

    class Meta:
        verbose_name = _("index of events")
