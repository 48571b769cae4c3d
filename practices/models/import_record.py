"""What was imported, from where, and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRecord(models.Model):
    """One record of a source and the practice it became.

    It points to the set of translations, not to a page, so it stays right when another language becomes the original.
    ``revisions`` maps language codes to the revision that the import left as each page's latest: a page whose latest
    revision is another one has been edited since.
    """

    source = models.CharField(_("source"), max_length=100)
    source_id = models.CharField(_("id in the source"), max_length=255)
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    digest = models.CharField(_("digest of what was imported"), max_length=64)
    revisions = models.JSONField(_("revisions made by the import"), default=dict)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="practices_importrecord_once_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.source_id}"
