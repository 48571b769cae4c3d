from django.db import models
from django.utils.translation import gettext_lazy as _

from search.enums import Audience, TextStatus


class SearchDocument(models.Model):
    """What is known of one document.

    The row outlives its document (``deleted``), so that its version never starts anew: a mirror must be able to tell an
    old write from a new one.
    """

    key = models.UUIDField(_("key"), unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    version = models.PositiveBigIntegerField(_("version"), default=0, help_text=_("Grows by one with every build."))
    deleted = models.BooleanField(_("not to be found"), default=True)
    audience = models.PositiveSmallIntegerField(_("audience"), choices=Audience, default=Audience.PUBLIC)
    language = models.CharField(_("language of the original"), max_length=16, blank=True)
    depth = models.CharField(_("depth"), max_length=16, blank=True)
    year = models.SmallIntegerField(_("year"), null=True, blank=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)
    confirmed = models.DateField(_("last confirmed"), null=True, blank=True)
    evidence = models.PositiveSmallIntegerField(_("evidence"), default=0)
    terms = models.JSONField(_("terms"), default=dict, help_text=_("Per scheme the ids of terms and their ancestors."))

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [models.Index(fields=["kind", "key"], name="search_document_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} v{self.version}"


class SearchText(models.Model):
    """The text of a document in one language that it is really translated into."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=16)
    title = models.TextField(_("title"))
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("body"), blank=True)
    members_body = models.TextField(_("members' text"), blank=True)
    status = models.CharField(_("status"), max_length=16, choices=TextStatus, default=TextStatus.ORIGINAL)

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")
        constraints = [models.UniqueConstraint(fields=["document", "language"], name="search_text_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"
