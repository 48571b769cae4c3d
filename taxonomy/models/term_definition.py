"""What a term means, in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models.term_text import TermText

LONGEST_DEFINITION = 400


class TermDefinition(TermText):
    """What a term means, in one or two plain sentences (SKOS: definition); at most one in each language."""

    term = models.ForeignKey(
        "taxonomy.Term", verbose_name=_("term"), on_delete=models.CASCADE, related_name="definitions"
    )
    text = models.CharField(_("definition"), max_length=LONGEST_DEFINITION)

    class Meta(TermText.Meta):
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                name="taxonomy_termdefinition_once",
                violation_error_message=_("A term has one definition in each language."),
            )
        ]
