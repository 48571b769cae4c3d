"""Images. An image has no language; its texts are rows, one per language."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from kb.enums import FileCare
from kb.languages import content_languages


class KbImage(AbstractImage):
    """A picture with its credit and licence; alternative texts and captions are ``ImageText`` rows."""

    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made it: shown with the picture.")
    )
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0."))
    care = models.CharField(_("care"), max_length=10, choices=FileCare.choices, default=FileCare.PUBLIC)

    # The texts are a field of the form: kb.forms.images.
    admin_form_fields = ("title", "file", "texts", "credit", "licence", "care", "collection", "tags",
                         "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]
        # Every request of a file asks whose it is.
        indexes = [models.Index(fields=["file"], name="kb_kbimage_file")]

    def text(self, language: str | None = None) -> "ImageText | None":
        """The texts in ``language`` (the active one by default), or None: a text in another language helps nobody."""
        wanted = language or get_language()
        return next((text for text in self.texts.all() if text.language == wanted), None)

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the active language; empty where there is none, never the file's title."""
        text = self.text()
        return text.alternative_text if text else ""


class ImageText(models.Model):
    """What an image shows, in one language."""

    image = models.ForeignKey(KbImage, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=content_languages)
    alternative_text = models.CharField(
        _("alternative text"), max_length=250, blank=True, help_text=_("What a reader who cannot see it needs to know.")
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("text of an image")
        verbose_name_plural = _("texts of images")
        constraints = [models.UniqueConstraint(fields=["image", "language"], name="kb_imagetext_one_per_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.alternative_text or self.caption}"


class Rendition(AbstractRendition):
    """A resized copy, made when first asked for."""

    image = models.ForeignKey(KbImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta(AbstractRendition.Meta):
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        # Every request of a file asks whose it is.
        indexes = [models.Index(fields=["file"], name="kb_rendition_file")]
