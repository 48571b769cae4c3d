from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from taxonomy.forms import TermsFormMixin
from taxonomy.models import Term
from taxonomy.models.mixins import ConceptMixin, TermsMixin
from taxonomy.panels import TermsPanel


class ThingForm(TermsFormMixin, WagtailAdminPageForm):
    """A form of terms without the publish rules of the site."""


class ThingPage(TermsMixin, ConceptMixin, Page):
    """A page with terms, and with a concept that it describes."""

    body = models.TextField(blank=True)
    describes = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    term_schemes = {"theme": (1, 3), "country": (0, None)}
    base_form_class = ThingForm
    content_panels = [*Page.content_panels, FieldPanel("body"), TermsPanel("theme"), TermsPanel("country")]
