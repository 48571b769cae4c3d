"""The terms of a page: one relation for all schemes and all page types."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from taxonomy.models.term import Term


class PageTerm(Orderable):
    """A page has a term. In the scheme *organisation* the first leads and the others are partners.

    Child rows, because wagtail-localize keeps them in step with the original completely, clearing included.
    """

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="page_terms", verbose_name=_("term"))

    class Meta(Orderable.Meta):
        verbose_name = _("term of a page")
        verbose_name_plural = _("terms of a page")
        constraints = [models.UniqueConstraint(fields=["page", "term"], name="taxonomy_pageterm_once")]

    def __str__(self) -> str:
        return str(self.term)
