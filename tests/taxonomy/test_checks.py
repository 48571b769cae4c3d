from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Page

from taxonomy.checks import check_page_types, resolving_errors
from taxonomy.models import Term
from taxonomy.models.mixins import ConceptMixin, ResolvingMixin


def test_every_page_type_of_the_site_resolves_its_terms():
    assert check_page_types(None) == []


@isolate_apps("tests.taxonomy")
def test_a_page_type_that_describes_a_term_and_does_not_resolve_it_is_named():
    class Forgetful(Page):
        concept = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")

    class Mindful(ConceptMixin, Page):
        concept = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")

    [error] = resolving_errors(Forgetful)
    assert (error.id, "“concept”" in error.msg) == ("taxonomy.E001", True)
    assert resolving_errors(Mindful) == []
    assert issubclass(Mindful, ResolvingMixin)
