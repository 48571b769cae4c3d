from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from taxonomy.forms import TermsPageForm
from taxonomy.models import Term
from taxonomy.models.mixins import TermsMixin
from taxonomy.panels import TermsPanel


class ThingPage(TermsMixin, Page):  # type: ignore[django-manager-missing]
    """A page with terms, and with a concept that it describes."""

    body = models.TextField(blank=True)
    describes = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    term_schemes = {"theme": (1, 3), "country": (0, None)}
    base_form_class = TermsPageForm
    content_panels = [*Page.content_panels, FieldPanel("body"), TermsPanel("theme"), TermsPanel("country")]
