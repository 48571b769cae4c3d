"""Files for download."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from kb.enums import FileCare


class KbDocument(AbstractDocument):
    """A file with its licence. Who may fetch it: kb.care.may_fetch."""

    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0."))
    care = models.CharField(_("care"), max_length=10, choices=FileCare.choices, default=FileCare.PUBLIC)

    admin_form_fields = ("title", "file", "licence", "care", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
        # Every request of a file asks whose it is.
        indexes = [models.Index(fields=["file"], name="kb_kbdocument_file")]
