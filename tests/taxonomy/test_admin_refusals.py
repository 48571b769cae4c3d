"""What the views of terms say where a term has to stay, or where somebody else was faster."""

import pytest
from django.db import models
from django.urls import reverse

from taxonomy.merging import merge, plan_merge
from taxonomy.models import Term
from taxonomy.views import edit
from taxonomy.views.merge import MergeForm
from tests.taxonomy.models import ThingPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def describe(make_page):
    """A function that makes a page that describes a term and has no revision, as imports write them."""

    def make(term, title="Thing"):
        page = make_page(title)
        ThingPage.objects.filter(pk=page.pk).update(describes=term)
        return page

    return make


def address(name, term):
    return reverse(f"taxonomy_terms:{name}", args=[term.pk])


def test_a_term_that_a_page_describes_is_not_deleted_and_the_page_named(admin_client, make_term, describe):
    term = make_term("method", "cafe", {"en": "Café"})
    describe(term, "World Café")
    assert address("delete", term) not in admin_client.get(address("edit", term)).content.decode()
    for answer in (admin_client.get(address("delete", term)), admin_client.post(address("delete", term))):
        assert answer.status_code == 200
        assert "It is described by “World Café”" in answer.content.decode()
    assert Term.objects.filter(pk=term.pk).exists()


def test_a_term_that_is_described_in_the_moment_of_its_deletion_stays(admin_client, make_term, describe, monkeypatch):
    term = make_term("method", "cafe", {"en": "Café"})
    asked = edit.why_it_stays

    def then_somebody_describes_it(found):
        reason = asked(found)
        describe(term, "World Café")
        return reason

    monkeypatch.setattr(edit, "why_it_stays", then_somebody_describes_it)
    answer = admin_client.post(address("delete", term), follow=True)
    assert "“Café” was not deleted: “World Café” needs it." in answer.content.decode()
    assert Term.objects.filter(pk=term.pk).exists()


def after_the_plan(monkeypatch, deed):
    """Does ``deed`` in the moment between the plan of a merge and the merge."""
    plan = MergeForm.plan

    def planned(form):
        found = plan(form)
        deed()
        return found

    monkeypatch.setattr(MergeForm, "plan", planned)


def test_a_merge_that_comes_after_another_says_so(admin_client, make_term, monkeypatch):
    old, new, other = (make_term("theme", code, {"en": code}) for code in ("meals", "food", "kitchens"))
    after_the_plan(monkeypatch, lambda: merge(Term.objects.get(pk=old.pk), Term.objects.get(pk=other.pk)))
    answer = admin_client.post(address("merge", old), {"into": new.pk})
    assert answer.status_code == 200
    assert "“meals” was merged already." in answer.content.decode()
    assert Term.objects.get(pk=old.pk).replaced_by_id == other.pk


@pytest.mark.parametrize("gone", ["meals", "food"])
def test_a_merge_with_a_term_that_is_gone_says_so(admin_client, make_term, monkeypatch, gone):
    old, new = (make_term("theme", code, {"en": code}) for code in ("meals", "food"))
    after_the_plan(monkeypatch, lambda: Term.objects.get(code=gone).delete())
    answer = admin_client.post(address("merge", old), {"into": new.pk})
    assert answer.status_code == 200
    assert "was deleted meanwhile" in answer.content.decode()


def test_the_plan_names_what_describes_the_term(make_term, describe):
    old, new = make_term("method", "cafe"), make_term("method", "world-cafe")
    page = describe(old)
    described: list[models.Model] = plan_merge(old, new).described
    assert [each.pk for each in described] == [page.pk]
