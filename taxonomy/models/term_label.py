"""A name of a term in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.enums import LabelKind
from taxonomy.models.term_text import TermText


class TermLabel(TermText):
    """A name of a term (SKOS): in each language one preferred label and any number of others.

    A label in a language in which the site has no pages still finds the term.
    """

    term = models.ForeignKey("taxonomy.Term", verbose_name=_("term"), on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(_("kind"), max_length=12, choices=LabelKind.choices, default=LabelKind.PREFERRED)
    text = models.CharField(_("label"), max_length=200)

    class Meta(TermText.Meta):
        verbose_name = _("label")
        verbose_name_plural = _("labels")
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
