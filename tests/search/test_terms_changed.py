"""Saving a term builds anew what holds something of it, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kb.enums import Care
from search.models import SearchDocument, SearchMark
from taxonomy.models import TermLabel
from tests.factories import practice, term
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def marked():
    """The keys that ``change`` marks."""

    def run(change):
        SearchMark.objects.all().delete()
        change()
        return set(SearchMark.objects.values_list("key", flat=True))

    return run


def carrying(scheme, code, **fields):
    term(scheme, code, code.title())
    return practice(title=f"With {code}", content_depth="record", terms=[(scheme, code)], **fields).translation_key


def test_a_term_that_is_saved_as_it_was_or_renamed_marks_nothing(client, marked):
    carrying("theme", "food")
    food = term("theme", "food")
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    address = reverse("taxonomy_terms:edit", args=[food.pk])
    form = client.get(address).context_data
    label = food.labels.get()
    data = {form["form"].add_prefix(name): form["form"][name].value() or "" for name in form["form"].fields}
    prefix = form["labels"].prefix
    data |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1}
    data |= {"definitions-TOTAL_FORMS": 0, "definitions-INITIAL_FORMS": 0}
    data |= {f"{prefix}-0-{name}": getattr(label, name) for name in ("language", "kind", "text")}
    data |= {f"{prefix}-0-id": label.pk}

    def save(text):
        response = client.post(address, data | {f"{prefix}-0-text": text})
        assert response.status_code == 302, response.context_data["form"].errors

    with CaptureQueriesContext(connection) as captured:
        assert marked(lambda: save(label.text)) == set()
    assert not [query for query in captured if "search_searchentry" in query["sql"]]
    assert marked(lambda: save("Meals")) == set()
    assert TermLabel.objects.get(term=food).text == "Meals"


def test_a_new_place_marks_the_pages_of_the_term_and_of_its_narrower_terms(marked):
    low, top = carrying("theme", "soup"), carrying("theme", "food")
    carrying("theme", "housing")
    soup, food = term("theme", "soup"), term("theme", "food")
    soup.parent = food
    assert marked(soup.save) == {low}
    food.parent = term("theme", "life")
    assert marked(food.save) == {low, top}


def test_a_new_name_of_an_organisation_marks_its_pages(marked):
    key = carrying("organisation", "acme", care=Care.ANONYMOUS)
    assert marked(lambda: TermLabel.objects.create(term=term("organisation", "acme"), language="tr", text="Akme")) == {
        key
    }


def test_a_new_level_of_evidence_marks_the_pages_of_all_levels(marked):
    key = carrying("evidence_level", "story")
    assert marked(lambda: term("evidence_level", "measured")) == {key}
    assert SearchDocument.objects.filter(key=key).count() <= 1
