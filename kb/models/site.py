"""What a site says about itself. No network's name is in the code: it is here, edited in the admin."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from kb.languages import content_languages


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """The identity of one site: logo, contact, funders; its texts are rows, one per language."""

    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)

    panels: ClassVar[list[Panel]] = [
        FieldPanel("logo"),
        FieldPanel("contact_email"),
        FieldPanel("contact_address"),
        InlinePanel("texts", heading=_("Texts by language"), label=_("language")),
        InlinePanel("funders", heading=_("Funders"), label=_("funder")),
        InlinePanel("links", heading=_("Links in the footer"), label=_("link")),
    ]

    class Meta:
        verbose_name = _("site settings")

    def text(self, language: str | None = None) -> "SiteText | None":
        """The texts in ``language`` (the active one by default), else in the site's first language, else any."""
        rows = {row.language: row for row in self.texts.all()}
        return (
            rows.get(language or get_language() or "")
            or rows.get(settings.LANGUAGE_CODE)
            or next(iter(rows.values()), None)
        )


class SiteText(Orderable):
    """The site's own words in one language."""

    site_settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=content_languages)
    name = models.CharField(_("name of the site"), max_length=80)
    promise = models.CharField(_("promise"), max_length=200, blank=True, help_text=_("One line on the home page."))
    disclaimer = models.TextField(
        _("disclaimer"), blank=True, help_text=_("What funders ask to be said, shown in the footer with their emblems.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("language"), FieldPanel("name"), FieldPanel("promise"), FieldPanel("disclaimer"),
    ]  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("texts of the site")
        verbose_name_plural = _("texts of the site")
        constraints = [
            models.UniqueConstraint(fields=["site_settings", "language"], name="kb_sitetext_one_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"


class Funder(Orderable):
    """An organisation that pays for the work, with the emblem it wants shown."""

    site_settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="funders")
    name = models.CharField(_("name"), max_length=120)
    emblem = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = models.URLField(_("address"), blank=True)

    panels: ClassVar[list[Panel]] = [FieldPanel("name"), FieldPanel("emblem"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("funder")
        verbose_name_plural = _("funders")

    def __str__(self) -> str:
        return self.name


class FooterLink(Orderable):
    """A page that the footer leads to, in the reader's language where it exists."""

    site_settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels: ClassVar[list[Panel]] = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("link in the footer")
        verbose_name_plural = _("links in the footer")

    def __str__(self) -> str:
        return str(self.page)
