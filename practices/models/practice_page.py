"""The practice: what the site exists for."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from kb.models import BasePage, CareMixin
from kb.panels import TitlePanel
from kb.reading import Reading
from kb.searching import Searchable
from practices.context import practice_context
from practices.enums import ContentDepth
from practices.models import sections
from practices.publishing import PRACTICE_RULE
from practices.structured_data import practice_data, practice_picture
from taxonomy.enums import Scheme
from taxonomy.forms import TermsPageForm
from taxonomy.models.mixins import TermsMixin
from taxonomy.panels import TermsPanel


class PracticePage(
    sections.IdentityMixin,
    sections.PlaceMixin,
    sections.StoryMixin,
    sections.EvidenceMixin,
    sections.EffortMixin,
    sections.LearningMixin,
    sections.TransferMixin,
    sections.PeopleMixin,
    sections.SourceMixin,
    CareMixin,
    TermsMixin,
    BasePage,
):
    """A structured practice in one language. It has one of three depths, and grows.

    Texts are translated; everything else has one value for all languages, the original's. The fields are in
    ``sections``, the rows (steps, indicators …) in ``rows``.
    """

    content_depth = models.CharField(
        _("depth"),
        max_length=10,
        choices=ContentDepth.choices,
        default=ContentDepth.SHORT,
        help_text=_(
            "How much this practice tells. Each depth has its own required fields; choose a deeper one as it grows."
        ),
    )

    base_form_class = TermsPageForm
    og_type = "article"
    publish_rule = PRACTICE_RULE
    searchable = Searchable(
        "practice",
        summary=("promise", "summary"),
        facts=("place",),
        year=lambda page: page.year_start,
        confirmed=lambda page: page.last_confirmed,
        depth=lambda page: page.content_depth,
    )
    term_schemes: ClassVar[dict[str, tuple[int, int | None]]] = {
        Scheme.THEME: (0, 5),
        Scheme.COUNTRY: (0, None),
        Scheme.SDG: (0, 5),
        Scheme.METHOD: (0, None),
        Scheme.TARGET_GROUP: (0, None),
        Scheme.SCALE: (0, 1),
        Scheme.FORMAT: (0, 1),
        Scheme.ORGANISATION_TYPE: (0, None),
        Scheme.BUDGET_BAND: (0, 1),
        Scheme.MATURITY: (0, 1),
        Scheme.EVIDENCE_LEVEL: (0, 1),
        Scheme.WORKING_GROUP: (0, None),
        Scheme.PROJECT: (0, None),
        Scheme.ORGANISATION: (0, None),
    }
    members_only_fields: ClassVar[frozenset[str]] = frozenset({"what_did_not_work"})
    organisation_fields: ClassVar[frozenset[str]] = frozenset(
        {"source_name", "source_url", "website", "citation", "contact_name", "contact_email", "resources"}
    )
    organisation_name_fields: ClassVar[frozenset[str]] = frozenset({"source_name", "contact_name"})

    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        *sections.IdentityMixin.identity_translatable_fields,
        SynchronizedField("content_depth", overridable=False),
        *sections.PlaceMixin.place_translatable_fields,
        *sections.StoryMixin.story_translatable_fields,
        *sections.EvidenceMixin.evidence_translatable_fields,
        *sections.EffortMixin.effort_translatable_fields,
        *sections.LearningMixin.learning_translatable_fields,
        *sections.TransferMixin.transfer_translatable_fields,
        *sections.PeopleMixin.people_translatable_fields,
        *sections.SourceMixin.source_translatable_fields,
        *CareMixin.care_translatable_fields,
        SynchronizedField("page_terms", overridable=False),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitlePanel(
                        words=15,
                        help_text=_("What is done, in words that somebody understands who has never heard of it."),
                        example=_("Neighbours mend bicycles together, once a month"),
                    ),
                    FieldPanel("content_depth"),
                    *sections.IdentityMixin.identity_panels,
                ],
                heading=_("In brief"),
            ),
            ObjectList(
                [*(TermsPanel(scheme) for scheme in Scheme), *sections.PlaceMixin.place_panels],
                heading=_("Classification"),
            ),
            ObjectList([*sections.StoryMixin.story_panels], heading=_("Story")),
            ObjectList(
                [*sections.EvidenceMixin.evidence_panels, *sections.EffortMixin.effort_panels],
                heading=_("Evidence and effort"),
            ),
            ObjectList([*sections.LearningMixin.learning_panels], heading=_("Learning")),
            ObjectList([*sections.TransferMixin.transfer_panels], heading=_("Transfer")),
            ObjectList(
                [
                    *sections.PeopleMixin.people_panels,
                    *CareMixin.care_panels,
                    *sections.SourceMixin.source_panels,
                ],
                heading=_("People, care and source"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds its sections, toolkit, related practices and citation."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **practice_context(self, context["reading"])}

    def structured_data(self, context: Mapping[str, Any]) -> dict[str, Any]:
        return practice_data(self, context)

    def picture_texts(self, reading: Reading) -> dict[str, str]:
        return practice_picture(reading)

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
