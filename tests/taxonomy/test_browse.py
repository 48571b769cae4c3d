"""The list of a scheme's terms: page by page where it can be long, and searched as a whole."""

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taxonomy.models import Term, TermLabel
from taxonomy.signals import announce
from taxonomy.views.browse import TERMS_SHOWN

pytestmark = pytest.mark.django_db
MANY = TERMS_SHOWN + 20


@pytest.fixture
def organisations():
    terms = Term.objects.bulk_create(Term(scheme="organisation", code=f"o-{n:03}") for n in range(MANY))
    TermLabel.objects.bulk_create(
        TermLabel(term=each, language="en", kind="preferred", text=f"House {n:03}") for n, each in enumerate(terms)
    )
    announce([each.pk for each in terms])


def listed(client, scheme="organisation", **query):
    html = client.get(reverse("taxonomy_terms:scheme", args=[scheme]), query).content.decode()
    document = lxml.html.fromstring(html)
    codes = [code.text for code in document.cssselect(".kb-taxonomy__terms tbody code")]
    return codes, {a.text: a.get("href") for a in document.cssselect(".kb-taxonomy__main nav a")}


def test_a_long_list_has_pages(admin_client, organisations):
    first, links = listed(admin_client)
    assert (len(first), first[0], links) == (TERMS_SHOWN, "o-000", {"Next": "?p=2"})
    second, links = listed(admin_client, p=2)
    assert (len(second), second[-1], links) == (20, f"o-{MANY - 1:03}", {"Previous": "?p=1"})


@pytest.mark.parametrize("page", ["0", "99", "x", "-1"])
def test_a_page_that_is_not_there_is_the_nearest(admin_client, organisations, page):
    assert listed(admin_client, p=page)[0]


def test_what_is_typed_is_looked_for_on_all_pages(admin_client, organisations):
    assert listed(admin_client, q=f"House {MANY - 1}") == ([f"o-{MANY - 1:03}"], {})


def test_what_is_found_has_pages_too_and_they_keep_what_was_typed(admin_client, organisations):
    found, links = listed(admin_client, q="House")
    assert (len(found), links) == (TERMS_SHOWN, {"Next": "?q=House&p=2"})
    assert len(listed(admin_client, q="House", p=2)[0]) == 20


def test_a_tree_is_shown_whole(admin_client, organisations):
    Term.objects.filter(scheme="organisation").update(scheme="theme")
    announce(Term.objects.values_list("pk", flat=True))
    assert len(listed(admin_client, "theme")[0]) == MANY


def test_one_query_counts_the_uses(admin_client, organisations, make_page):
    term = Term.objects.get(code="o-003")
    make_page(organisation=[term])
    url = reverse("taxonomy_terms:scheme", args=["organisation"])
    with CaptureQueriesContext(connection) as captured:
        html = admin_client.get(url).content.decode()
    assert reverse("taxonomy_terms:uses", args=[term.pk]) in html
    assert len([query for query in captured if "taxonomy_pageterm" in query["sql"]]) == 1
