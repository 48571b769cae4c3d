"""Terms and their labels."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from taxonomy.enums import LabelKind, LabelOrigin, Scheme


class TermInUseError(models.ProtectedError):
    """A term that was ever used cannot be deleted: merge it into another instead."""


class TermQuerySet(models.QuerySet["Term"]):
    """Questions about terms."""

    def current(self) -> "TermQuerySet":
        """Terms that were not merged into another."""
        return self.filter(replaced_by=None)

    def of(self, scheme: str) -> "TermQuerySet":
        return self.filter(scheme=scheme)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Deletes terms that were never used. Raises ``TermInUseError``, and deletes none, if one was."""
        used = list(self.filter(ever_used=True))
        if used:
            raise TermInUseError(gettext("These terms have been used; merge them instead."), set(used))
        return super().delete()


class Term(ClusterableModel):
    """A concept: one row for all languages. Its labels are rows, one or more per language.

    ``code`` is its address and identity in files, unique in its scheme; it never changes and goes on working after a
    merge. ``external_ids`` maps the name of another vocabulary to this concept's ids in it.
    """

    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme.choices)
    code = models.CharField(
        _("code"),
        max_length=80,
        validators=[RegexValidator(r"^[a-z0-9]+([.-][a-z0-9]+)*$", _("Lower-case letters, digits, hyphens and dots."))],
        help_text=_("Stands in addresses and import files. It cannot be changed later."),
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("broader term")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    external_ids = models.JSONField(_("ids in other vocabularies"), default=dict, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        verbose_name=_("merged into"),
        editable=False,
    )
    ever_used = models.BooleanField(_("was ever used"), default=False, editable=False)

    objects: ClassVar[models.Manager["Term"]] = models.Manager.from_queryset(TermQuerySet)()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "order", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="taxonomy_term_code_in_scheme")]
        indexes = [models.Index(fields=["replaced_by"], name="taxonomy_term_replaced")]

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str | None = None) -> str:
        """The preferred label in ``language`` (the active one by default), else in English, in any other, else the
        code."""
        preferred = {row.language: row.text for row in self.labels.all() if row.kind == LabelKind.PREFERRED}
        wanted = language or get_language() or "en"
        return preferred.get(wanted) or preferred.get("en") or next(iter(preferred.values()), self.code)

    def clean(self) -> None:
        super().clean()
        ancestor, seen = self.parent, {self.pk}
        while ancestor is not None:
            if ancestor.pk in seen:
                raise ValidationError({"parent": _("A term cannot be below itself: choose another broader term.")})
            if ancestor.scheme != self.scheme:
                raise ValidationError({"parent": _("The broader term is of another scheme: choose one of the same.")})
            seen.add(ancestor.pk)
            ancestor = ancestor.parent

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes a term that was never used. Raises ``TermInUseError`` otherwise."""
        if self.ever_used:
            raise TermInUseError(gettext("This term has been used; merge it into another instead."), {self})
        deleted: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        return deleted


class TermLabel(models.Model):
    """A label of a term in one language. One preferred label per language; any number of others."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=LabelKind.choices, default=LabelKind.PREFERRED)
    text = models.CharField(_("label"), max_length=255)
    origin = models.CharField(max_length=8, choices=LabelOrigin.choices, default=LabelOrigin.EDITED, editable=False)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                condition=models.Q(kind=LabelKind.PREFERRED),
                name="taxonomy_label_one_preferred",
                violation_error_message=_("A term has one preferred label in each language."),
            )
        ]
        indexes = [models.Index(fields=["text"], name="taxonomy_label_text")]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
