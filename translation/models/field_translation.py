"""The state of each text of a translation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from kb.enums import TextState


class FieldTranslation(models.Model):
    """One text of one translated page: its state, and the original's text that it was made from.

    ``path`` names the text as wagtail-localize does: a field (``summary``), or a row's field
    (``steps.<translation key>.title``). Rows describe what readers see: the live page, or the first draft of a page
    that was never live. Pages, badges, queue and search read this and nothing else.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="text_states", verbose_name=_("page"))
    path = models.CharField(_("text"), max_length=255)
    state = models.CharField(_("state"), max_length=10, choices=TextState.choices)
    source_text = models.TextField(_("the original's text it was made from"), blank=True)
    minor = models.BooleanField(_("only minor changes since"), default=False)
    at = models.DateTimeField(_("time"), auto_now=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )

    class Meta:
        verbose_name = _("state of a translated text")
        verbose_name_plural = _("states of translated texts")
        constraints = [models.UniqueConstraint(fields=["page", "path"], name="translation_one_state_per_text")]
        indexes = [models.Index(fields=["state"], name="translation_by_state")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.path}: {self.state}"
