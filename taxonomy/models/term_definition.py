"""What a term means, in one language."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from taxonomy.models.term_label import language_code

LONGEST_DEFINITION = 400


class TermDefinition(models.Model):
    """What a term means, in one or two plain sentences (SKOS: definition); at most one in each language.

    ``language`` is a lower-case BCP 47 code, as that of a label.
    """

    term = models.ForeignKey(
        "taxonomy.Term", verbose_name=_("term"), on_delete=models.CASCADE, related_name="definitions"
    )
    language = models.CharField(_("language"), max_length=16, validators=[language_code])
    text = models.CharField(_("definition"), max_length=LONGEST_DEFINITION)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                name="taxonomy_termdefinition_once",
                violation_error_message=_("A term has one definition in each language."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The receivers renew the taxonomy's version: together with the row, or not at all.
        with transaction.atomic():
            super().save(*args, **kwargs)
