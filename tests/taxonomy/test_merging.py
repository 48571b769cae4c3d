import pytest
from django.core.exceptions import ValidationError

from taxonomy.directory import directory
from taxonomy.merging import merge, pages_with, plan_merge
from taxonomy.models import Term, TermLabel
from taxonomy.signals import terms_changed
from tests.taxonomy.models import ThingPage

pytestmark = pytest.mark.django_db


def codes(page: ThingPage, scheme: str = "theme") -> list[str]:
    return [entry.code for entry in page.terms(scheme)]


@pytest.fixture
def old(make_term):
    return make_term("theme", "old", {"en": "Meals", "sl": "Obroki"}, external={"ssedas": ["meal"]})


@pytest.fixture
def new(make_term):
    return make_term("theme", "new", {"en": "Food", "sl": "obroki"}, external={"ssedas": ["food"]})


def test_live_uses_move_without_duplicates(old, new, make_page):
    one, both = make_page("One", theme=[old]), make_page("Both", theme=[old, new])
    plan = plan_merge(old, new)
    assert (plan.pages, plan.already_there) == (2, 1)
    merge(old, new)
    assert codes(ThingPage.objects.get(pk=one.pk)) == ["new"]
    assert codes(ThingPage.objects.get(pk=both.pk)) == ["new"]
    assert not old.uses.exists()
    assert new.uses.count() == 2
    assert set(pages_with([new.pk]).values_list("pk", flat=True)) == {one.pk, both.pk}


def test_old_code_labels_and_identifiers_go_on_working(old, new):
    merge(old, new)
    found = directory()
    assert found.by_code("theme", "old") == found.get(new.pk)
    assert found.resolve(old.pk) == new.pk
    assert [entry.id for entry in found.by_external("theme", "ssedas", "meal")] == [new.pk]
    # "Obroki" was there already in other letter case.
    assert set(new.labels.values_list("language", "kind", "text")) == {
        ("en", "preferred", "Food"),
        ("en", "alternative", "Meals"),
        ("sl", "preferred", "obroki"),
    }
    assert [entry.code for entry in found.terms("theme")] == ["new"]


def test_a_hidden_label_stays_hidden(old, new):
    TermLabel.objects.create(term=old, language="en", kind="hidden", text="meels")
    merge(old, new)
    assert new.labels.get(text="meels").kind == "hidden"


def test_draft_and_old_revision_open_with_the_successor(old, new, make_page):
    page = make_page()
    page.set_terms("theme", [old.pk, new.pk])
    page.describes = old
    page.save_revision()
    merge(old, new)
    draft = ThingPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert codes(draft) == ["new"]
    assert draft.describes_id == new.pk
    draft.save_revision().publish()
    live = ThingPage.objects.get(pk=page.pk)
    assert list(live.page_terms.values_list("term_id", flat=True)) == [new.pk]
    assert live.describes_id == new.pk


def test_the_successor_of_a_used_term_counts_as_used(old, new, make_page):
    make_page(theme=[old])
    merge(old, new)
    assert Term.objects.get(pk=new.pk).ever_used


def test_pages_that_describe_the_old_term_describe_the_new_one(old, new, make_page):
    page = make_page()
    page.describes = old
    page.save()
    assert plan_merge(old, new).described == [page]
    merge(old, new)
    assert ThingPage.objects.get(pk=page.pk).describes_id == new.pk


def test_refuses_where_pages_describe_both(old, new, make_page):
    for term in (old, new):
        page = make_page()
        page.describes = term
        page.save()
    with pytest.raises(ValidationError, match="Delete one kind first"):
        merge(old, new)


def test_narrower_terms_move(old, new, make_term):
    child = make_term("theme", "child", parent=old)
    merge(old, new)
    assert Term.objects.get(pk=child.pk).parent_id == new.pk
    assert directory().descendants(new.pk) == [child.pk]


@pytest.mark.parametrize("depth", [1, 2])
def test_merging_into_a_narrower_term_makes_no_cycle(depth, old, make_term):
    top = make_term("theme", "top")
    Term.objects.filter(pk=old.pk).update(parent=top)
    chain = [old]
    for level in range(depth):
        chain.append(make_term("theme", f"level-{level}", parent=chain[-1]))
    sibling = make_term("theme", "sibling", parent=old)
    merge(Term.objects.get(pk=old.pk), chain[-1])
    found = directory()
    assert found.ancestors(chain[-1].pk) == [top.pk]
    assert found.ancestors(sibling.pk) == [chain[-1].pk, top.pk]
    assert set(found.descendants(top.pk)) == {chain[-1].pk, sibling.pk, *(term.pk for term in chain[1:-1])}


def test_chains_resolve_and_cycles_are_refused(old, new, make_term, make_page):
    page = make_page(theme=[old])
    last = make_term("theme", "last")
    merge(old, new)
    merge(new, last)
    old, new = Term.objects.get(pk=old.pk), Term.objects.get(pk=new.pk)
    assert directory().resolve(old.pk) == last.pk
    assert (old.replaced_by_id, new.replaced_by_id) == (last.pk, last.pk)
    assert codes(ThingPage.objects.get(pk=page.pk)) == ["last"]
    with pytest.raises(ValidationError, match="merged into another"):
        merge(last, old)
    with pytest.raises(ValidationError, match="merged already"):
        merge(old, last)
    with pytest.raises(ValidationError, match="into itself"):
        merge(last, last)


def test_refuses_terms_of_different_schemes(old, make_term):
    with pytest.raises(ValidationError, match="same scheme"):
        merge(old, make_term("method", "cafe"))


def test_refuses_terms_of_a_fixed_list(make_term):
    with pytest.raises(ValidationError, match="fixed list"):
        merge(make_term("country", "de"), make_term("country", "fr"))


def test_listeners_hear_of_both_terms_once(old, new):
    heard = []

    def listen(term_ids, **kwargs):
        heard.append(set(term_ids))

    terms_changed.connect(listen)
    try:
        merge(old, new)
    finally:
        terms_changed.disconnect(listen)
    assert heard == [{old.pk, new.pk}]
