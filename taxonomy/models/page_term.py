"""The terms of a page: one relation for all schemes and all page types."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey


class PageTerm(models.Model):
    """A page has a term.

    A child row of Wagtail's own ``Page``, as its comments are: child rows are the one relation that revisions, copies
    and wagtail-localize carry completely, clearing included.
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_terms")
    term = models.ForeignKey("taxonomy.Term", verbose_name=_("term"), on_delete=models.PROTECT, related_name="uses")
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term of a page")
        verbose_name_plural = _("terms of pages")
        ordering = ["sort_order"]
        constraints = [models.UniqueConstraint(fields=["page", "term"], name="taxonomy_pageterm_once")]

    def __str__(self) -> str:
        return str(self.term_id)
