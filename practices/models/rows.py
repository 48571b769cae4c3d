"""The rows of a practice. Rows with text are translatable; rows of facts are the same in every language."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel, Panel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from kb.fields import LineField, PlainTextField
from kb.languages import content_languages
from kb.panels import texts
from practices.enums import ResourceKind


class TextRow(TranslatableMixin, Orderable):
    """A row whose texts are translated with the page."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class AbstractStep(TextRow):
    """One thing that is done: what, how long, by whom, with what."""

    title = LineField(_("title"), words=10, example=_("Find the hall before the date."))
    text = PlainTextField(_("text"), words=75)
    duration = LineField(_("duration"), words=8, example=_("Two evenings"))
    who = LineField(_("who"), words=12, example=_("The coordinator and two hosts"))
    materials = LineField(_("materials"), words=25, example=_("Paper tablecloths, felt pens"))

    panels: ClassVar[list[Panel]] = texts("title", "text", "duration", "who", "materials")
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *(TranslatableField(name) for name in ("title", "text", "duration", "who", "materials")),
        SynchronizedField("sort_order", overridable=False),
    ]

    class Meta(TextRow.Meta):
        abstract = True
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.title


class PracticeStep(AbstractStep):
    """A step of a practice."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="steps")

    class Meta(AbstractStep.Meta):
        pass


class PracticeVoice(TextRow):
    """What somebody who was there says of it."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="voices")
    text = PlainTextField(_("words"), words=50)
    speaker = LineField(_("speaker"), words=10, help_text=_("Only with that person's consent; a role is enough."))

    panels: ClassVar[list[Panel]] = texts("text", "speaker")
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("text"),
        TranslatableField("speaker"),
        SynchronizedField("sort_order", overridable=False),
    ]

    class Meta(TextRow.Meta):
        verbose_name = _("voice")
        verbose_name_plural = _("voices")

    def __str__(self) -> str:
        return self.text[:60]


class PracticeIndicator(TextRow):
    """A number with its name, unit and date. The number is the same in every language."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="indicators")
    name = LineField(_("what was measured"), words=8, example=_("meals served"))
    value = models.CharField(_("value"), max_length=40, blank=True, help_text=_("For example 850 or 850+."))
    unit = LineField(_("unit"), words=5, example=_("a week"))
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("When it was measured."))

    panels: ClassVar[list[Panel]] = [
        *texts("name"),
        FieldRowPanel([FieldPanel("value"), *texts("unit"), FieldPanel("date")]),
    ]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        TranslatableField("name"),
        SynchronizedField("value", overridable=False),
        TranslatableField("unit"),
        SynchronizedField("date", overridable=False),
        SynchronizedField("sort_order", overridable=False),
    ]

    class Meta(TextRow.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return f"{self.name}: {self.value} {self.unit}"


class PracticeUpdate(TextRow):
    """What changed in the practice, and when."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="updates")
    date = models.DateField(_("date"), null=True, blank=True)
    text = PlainTextField(_("what changed"), words=50)

    panels: ClassVar[list[Panel]] = [FieldPanel("date"), *texts("text")]
    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("date", overridable=False),
        TranslatableField("text"),
        SynchronizedField("sort_order", overridable=False),
    ]

    class Meta(TextRow.Meta):
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def __str__(self) -> str:
        return f"{self.date}: {self.text[:60]}"


class PracticeResource(Orderable):
    """A file or a link, in its own language, with its licence: the same row on every translation."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=12, choices=ResourceKind.choices, default=ResourceKind.TOOL)
    title = models.CharField(_("title"), max_length=200, help_text=_("In the language of the file or link."))
    language = models.CharField(_("language"), max_length=12, choices=content_languages, blank=True)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("file"),
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        *(FieldPanel(name) for name in ("title", "document", "url", "licence")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("file or link")
        verbose_name_plural = _("files and links")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if bool(self.document_id) == bool(self.url):
            raise ValidationError({"url": _("Give either a file or a link: this row has both, or neither.")})


class RelatedPractice(Orderable):
    """Another practice that a reader of this one should know. Shown in the reader's language where it exists."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="related_practices")
    related = models.ForeignKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("practice")
    )

    panels: ClassVar[list[Panel]] = [PageChooserPanel("related")]

    class Meta(Orderable.Meta):
        verbose_name = _("related practice")
        verbose_name_plural = _("related practices")

    def __str__(self) -> str:
        return str(self.related)
