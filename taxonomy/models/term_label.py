"""A name of a term in one language."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from taxonomy.enums import LabelKind

language_code = RegexValidator(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", _("A language code such as “sl” or “pt-br”."))


class TermLabel(models.Model):
    """A name of a term (SKOS): in each language one preferred label and any number of others.

    ``language`` is a lower-case BCP 47 code. It may be one in which the site has no pages: such a label still finds
    the term.
    """

    term = models.ForeignKey("taxonomy.Term", verbose_name=_("term"), on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=16, validators=[language_code])
    kind = models.CharField(_("kind"), max_length=12, choices=LabelKind.choices, default=LabelKind.PREFERRED)
    text = models.CharField(_("label"), max_length=200)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                condition=models.Q(kind="preferred"),
                name="taxonomy_termlabel_one_preferred",
                violation_error_message=_(
                    "A term has one preferred label in each language. Make one of them an alternative label."
                ),
            ),
            models.UniqueConstraint(
                fields=["term", "language", "text"],
                name="taxonomy_termlabel_once",
                violation_error_message=_("This label is there already in this language."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The receivers renew the taxonomy's version: together with the row, or not at all.
        with transaction.atomic():
            super().save(*args, **kwargs)
