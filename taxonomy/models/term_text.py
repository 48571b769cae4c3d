"""What the texts of a term have in common: its labels and its definitions."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class TermText(models.Model):
    """A text about a term in one language. ``language`` is a lower-case BCP 47 code, and may be one in which the site
    has no pages. Types add the term and the text.
    """

    language = models.CharField(
        _("language"),
        max_length=16,
        validators=[RegexValidator(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", _("A language code such as “sl” or “pt-br”."))],
    )

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["language", "pk"]

    def __str__(self) -> str:
        return str(getattr(self, "text", ""))

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The receivers renew the taxonomy's version: together with the row, or not at all.
        with transaction.atomic():
            super().save(*args, **kwargs)
