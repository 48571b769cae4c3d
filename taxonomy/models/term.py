"""A concept of the taxonomy."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.querysets import TermManager
from taxonomy.schemes import scheme_info


class TermInUseError(models.ProtectedError):
    """Somebody tried to delete a term that was used once. The message says what to do instead."""

    def __init__(self, term: "Term") -> None:
        message = _("“%(term)s” (%(code)s) was used on a page and cannot be deleted. Merge it into another term.")
        super().__init__(str(message % {"term": term, "code": term.code}), {term})


class Term(models.Model):
    """A concept: a theme, a country, a goal. It is one row for all languages; its names are ``TermLabel`` rows.

    The code never changes, because addresses and imports name it. A term that was ever used is never deleted, because
    old revisions name it: merging sets ``replaced_by`` (see ``merging.py``), and the directory resolves it.
    """

    scheme = models.CharField(_("scheme"), max_length=32, choices=Scheme.choices)
    code = models.CharField(
        _("code"),
        max_length=64,
        validators=[
            RegexValidator(r"^[a-z0-9]+([.-][a-z0-9]+)*$", _("Lower-case letters a–z and digits, words joined by “-”."))
        ],
        help_text=_("The term's name in addresses, exports and imports. It cannot be changed later."),
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("wider term"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveIntegerField(
        _("order"), default=0, help_text=_("Place among the terms with the same wider term: small numbers first.")
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced"
    )
    ever_used = models.BooleanField(_("was used on a page"), default=False, editable=False)
    external = models.JSONField(
        _("identifiers elsewhere"),
        default=dict,
        blank=True,
        help_text=_("Identifiers of the same concept in other lists: {vocabulary: [identifiers]}."),
    )
    # What the shipped vocabulary last said of this term: the base of the three-way comparison in loading.py.
    shipped = models.JSONField(null=True, editable=False)

    objects: ClassVar[TermManager] = TermManager()

    # Uses are counted from PageTerm; Wagtail's reference index would store each of them once more.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="taxonomy_term_code_once",
                violation_error_message=_("This scheme has a term with this code already."),
            )
        ]

    def __str__(self) -> str:
        return directory().label(self.pk) if self.pk else self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The receivers renew the taxonomy's version: together with the row, or not at all.
        with transaction.atomic():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes a term that was never used. Raises ``TermInUseError`` for any other, by every path."""
        self.refuse_if_used()
        return super().delete(*args, **kwargs)

    def refuse_if_used(self) -> None:
        """Raises ``TermInUseError`` if the term was ever used, also if this instance was read before that."""
        if self.ever_used or Term.objects.filter(pk=self.pk, ever_used=True).exists():
            raise TermInUseError(self)

    def clean(self) -> None:
        super().clean()
        if self.parent is None or not self.scheme:
            return
        if not scheme_info(self.scheme).hierarchical:
            raise ValidationError({"parent": _("The terms of this scheme have no wider terms.")})
        if self.parent.scheme != self.scheme:
            raise ValidationError({"parent": _("The wider term must be of the same scheme.")})
        if self.parent.replaced_by_id:
            raise ValidationError({"parent": _("This term was merged into another. Choose that one.")})
        if self.pk and self.parent_id in {self.pk, *directory().descendants(self.pk)}:
            raise ValidationError({"parent": _("A term cannot stand below itself or one of its narrower terms.")})
