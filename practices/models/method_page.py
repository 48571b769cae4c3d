"""A method: how to do it, wherever it is used."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from kb.fields import LineField, PlainTextField, StoryField
from kb.models import BasePage
from kb.panels import TitlePanel, texts
from kb.searching import Searchable
from kb.sections import shown
from practices import sections
from practices.models.rows import AbstractStep
from practices.publishing import METHOD_RULE
from practices.structured_data import method_data
from taxonomy.enums import Scheme
from taxonomy.models.mixins import ConceptMixin

_TEXTS = (
    "summary", "lead_image_alt", "purpose", "when_to_use", "when_not", "group_size", "duration", "space", "materials",
    "roles", "steps", "variations", "online_version", "risks", "sources",
)  # fmt: skip


class MethodPage(ConceptMixin, BasePage):
    """A method page in one language: purpose, when to use it and when not, what it takes, steps, risks, sources."""

    summary = PlainTextField(
        _("summary"), words=60, help_text=_("What it is, for somebody who has never heard of it."),
        example=_("Small groups talk at café tables, move after each round, and carry ideas from table to table."),
    )  # fmt: skip
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_alt = LineField(_("what the picture shows"), words=25)
    term = models.ForeignKey(
        "taxonomy.Term",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": Scheme.METHOD, "replaced_by": None},
        verbose_name=_("term"),
        help_text=_("The method as editors choose it for a practice: practices with this term are listed here."),
    )
    purpose = StoryField(
        _("purpose"), words=75, help_text=_("What one gains by it that one would not gain by talking.")
    )
    when_to_use = StoryField(_("when to use it"), words=75)
    when_not = StoryField(_("when not to use it"), words=75)
    group_size = LineField(_("group size"), words=10, example=_("12 to 200, four or five at a table"))
    duration = LineField(_("time"), words=10, example=_("Two hours: three rounds of twenty minutes and a harvest"))
    space = LineField(_("space"), words=25, example=_("One room with small tables and place to walk between them"))
    materials = LineField(_("materials"), words=25, example=_("Paper tablecloths, pens, a bell, coffee"))
    roles = StoryField(_("roles"), words=75)
    variations = StoryField(_("variations"), words=100)
    online_version = StoryField(_("online version"), words=75)
    risks = StoryField(_("risks"), words=75, help_text=_("What goes wrong, and for whom."))
    sources = StoryField(_("sources"), words=75, help_text=_("Where it is described in more depth, with links."))

    og_type = "article"
    publish_rule = METHOD_RULE
    searchable = Searchable("method", summary=("summary", "purpose"))
    parent_page_types: ClassVar[list[str]] = ["practices.MethodIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # A copy is a page of another method, or a second one of this: either way it has no claim to the term.
    exclude_fields_in_copy: ClassVar[list[str]] = ["term"]

    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.translatable_fields,
        *(TranslatableField(name) for name in _TEXTS),
        SynchronizedField("lead_image", overridable=False),
        SynchronizedField("term", overridable=False),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitlePanel(
                        words=10, help_text=_("The name under which the method is known."), example=_("World Café")
                    ),
                    FieldPanel("term"),
                    *texts("summary"),
                    MultiFieldPanel([FieldPanel("lead_image"), *texts("lead_image_alt")], heading=_("Picture")),
                    *texts("purpose", "when_to_use", "when_not"),
                ],
                heading=_("In brief"),
            ),
            ObjectList(
                [
                    *texts("group_size", "duration", "space", "materials", "roles"),
                    InlinePanel("steps", heading=_("Steps"), label=_("step")),
                ],
                heading=_("How to do it"),
            ),
            ObjectList(texts("variations", "online_version", "risks", "sources"), heading=_("In depth")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds its sections."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "sections": shown(sections.METHOD, context["reading"])}

    def structured_data(self, context: Mapping[str, Any]) -> dict[str, Any]:
        return method_data(self, context)

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")


class MethodStep(AbstractStep):
    """A step of a method."""

    page = ParentalKey(MethodPage, on_delete=models.CASCADE, related_name="steps")

    class Meta(AbstractStep.Meta):
        pass
