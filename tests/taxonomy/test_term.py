import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from taxonomy.models import Term, TermInUseError, TermLabel
from tests.taxonomy.models import ThingPage

pytestmark = pytest.mark.django_db


def test_code_is_unique_in_its_scheme_only(make_term):
    make_term("theme", "food")
    make_term("method", "food")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_term("theme", "food")


@pytest.mark.parametrize("code", ["Food", "a b", "-a", "ü", "a--b", ""])
def test_code_is_fit_for_addresses(code):
    with pytest.raises(ValidationError, match="code"):
        Term(scheme="theme", code=code).full_clean()


def test_one_preferred_label_per_language(make_term):
    term = make_term("theme", "food", {"en": "Food"})
    TermLabel.objects.create(term=term, language="en", kind="alternative", text="Nutrition")
    with pytest.raises(IntegrityError), transaction.atomic():
        TermLabel.objects.create(term=term, language="en", kind="preferred", text="Meals")
    with pytest.raises(ValidationError, match="one preferred label"):
        TermLabel(term=term, language="en", kind="preferred", text="Meals").full_clean()


def test_parent_is_of_the_same_scheme_and_makes_no_cycle(make_term):
    top = make_term("theme", "top")
    low = make_term("theme", "low", parent=top)
    country = make_term("country", "gr")
    for child, parent in ((top, low), (top, top), (top, country)):
        child.parent = parent
        with pytest.raises(ValidationError, match="parent"):
            child.full_clean()


def test_flat_scheme_has_no_parents(make_term):
    parent = make_term("method", "one")
    with pytest.raises(ValidationError, match="no wider terms"):
        Term(scheme="method", code="two", parent=parent).full_clean()


def test_unused_term_is_deleted(make_term):
    make_term("theme", "food", {"en": "Food"}).delete()
    assert not Term.objects.exists()
    assert not TermLabel.objects.exists()


def test_term_that_was_ever_used_is_not_deleted(make_term, make_page):
    term = make_term("theme", "food", {"en": "Food"})
    page = make_page(theme=[term])
    page.set_terms("theme", [])
    page.save()
    assert not term.uses.exists()
    for delete in (Term.objects.get(pk=term.pk).delete, term.delete, Term.objects.filter(pk=term.pk).delete):
        with pytest.raises(TermInUseError, match="Merge it into another"), transaction.atomic():
            delete()
    assert Term.objects.filter(pk=term.pk).exists()


def test_term_that_only_a_draft_names_is_not_deleted(make_term, make_page):
    chosen = make_term("theme", "food")
    described = make_term("method", "cafe")
    page = make_page()
    page.set_terms("theme", [chosen.pk])
    page.describes = described
    page.save_revision()
    assert not chosen.uses.exists()
    for term in (chosen, described):
        with pytest.raises(TermInUseError), transaction.atomic():
            Term.objects.get(pk=term.pk).delete()


def test_uses_count_practices_not_languages(make_term, make_page):
    term = make_term("theme", "food")
    page = make_page(theme=[term])
    make_page("Other", theme=[term])
    slovenian = Locale.objects.get_or_create(language_code="sl")[0]
    ThingPage.objects.get(pk=page.pk).copy_for_translation(slovenian, copy_parents=True)
    assert term.uses.count() == 3
    assert Term.objects.with_uses().get(pk=term.pk).use_count == 2
