from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchWord(models.Model):
    """A word of public texts as they write it: what leads from a word typed without its marks to its forms.

    Rows are only added while documents change; whether the word is still in use, its posting lists tell. Words of
    members' texts are not here.
    """

    language = models.CharField(_("language"), max_length=16)
    written = models.CharField(_("as written, in lower case"), max_length=128)
    surface = models.CharField(_("as written, folded"), max_length=64)
    # For words whose beginning is misspelt: a range of it is a range of endings.
    backwards = models.CharField(_("the same backwards"), max_length=64)
    forms = models.TextField(_("its other forms, with spaces between them"), blank=True)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        constraints = [models.UniqueConstraint(fields=["language", "written"], name="search_word_written")]
        indexes = [
            models.Index(fields=["surface", "language"], name="search_word_surface"),
            models.Index(fields=["language", "backwards"], name="search_word_backwards"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.written}"
