"""Addresses whose page was deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TakenDownAddress(models.Model):
    """An address at which everybody could read a page that was deleted: 410 and not 404, see ``kb.taken_down``.

    Nothing of what it said is kept, not even its title; ``translation_key`` leads to what is left in other languages.
    """

    # A path as in ``Page.url_path``, which is that of the address too.
    path = models.TextField(_("address"), unique=True)
    translation_key = models.UUIDField(editable=False)
    taken_down_at = models.DateTimeField(_("deleted"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address of a deleted page")
        verbose_name_plural = _("addresses of deleted pages")

    def __str__(self) -> str:
        return self.path
