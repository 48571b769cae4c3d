"""The result page: whatever is asked, it answers."""

from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.enums import Care
from search.engines.embedded import EmbeddedEngine
from tests.factories import TERMS, locale, practice, term
from translation import paths, service

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_site")]


def tree(response):
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def titles(response):
    return [" ".join(link.text_content().split()) for link in tree(response).cssselect(".hit h3 a")]


def test_the_index_of_practices_is_the_result_page_of_one_kind(client):
    practice(title="Kitchen")
    assert titles(client.get("/en/practices/")) == titles(client.get("/en/search/")) == ["Kitchen"]
    assert not tree(client.get("/en/practices/")).cssselect("input[name=kind]")


def test_facets_narrow_and_chips_take_back(client):
    for title, theme in [("Kitchen", "food"), ("Garden", "food"), ("Clinic", "health")]:
        practice(title=title, content_depth="record", terms=[("theme", theme), ("country", "gr")])
    page = client.get("/en/search/", {"theme": "food", "country": "gr"})
    assert sorted(titles(page)) == ["Garden", "Kitchen"]
    counts = {
        box.get("value"): box.getparent().cssselect(".facet-count")[0].text
        for box in tree(page).cssselect("input[name=theme]")
    }
    assert counts == {"food": "2", "health": "1"}
    # In the drawer and beside the result: one of them is in sight.
    for place in (".facets .chip", ".result-main > .chips .chip"):
        chips = [link.get("href") for link in tree(page).cssselect(place)]
        assert chips == ["/en/search/?country=gr", "/en/search/?theme=food"]


def test_the_canonical_address_says_the_same_in_one_way(client):
    term("theme", "food"), term("country", "gr")
    page = tree(client.get("/en/search/?sort=relevance&country=gr&q=&theme=food&page=1&nonsense=1"))
    assert page.cssselect("link[rel=canonical]")[0].get("href").endswith("/en/search/?theme=food&country=gr")
    assert "nonsense" in page.cssselect(".result-problems")[0].text_content()


def test_nothing_found_says_which_filter_to_drop(client):
    practice(title="Kitchen", content_depth="record", terms=[("theme", "food"), ("country", "gr")])
    term("country", "si")
    page = tree(client.get("/en/search/?theme=food&country=si"))
    offers = [(" ".join(a.text_content().split()), a.get("href")) for a in page.cssselect(".loosen a")]
    assert offers == [("Without si 1 result", "/en/search/?theme=food"), ("Without any filter 1 result", "/en/search/")]


def test_nothing_found_says_what_there_is_without_the_words(client):
    practice(title="Kitchen", content_depth="record", terms=[("theme", "food")])
    page = tree(client.get("/en/search/?theme=food&q=kichten"))
    offers = [(" ".join(a.text_content().split()), a.get("href")) for a in page.cssselect(".loosen a")]
    assert offers == [("Without “kichten” 1 result", "/en/search/?theme=food")]
    # Where nothing is chosen and nothing found there is nothing to filter, sort or show otherwise.
    assert page.cssselect(".result-tools")
    assert not tree(client.get("/en/search/?q=kichten")).cssselect(".result-tools")


def test_long_lists_show_what_matters_and_the_rest_on_demand(client):
    for number in range(12):
        practice(title=f"Kitchen {number}", content_depth="record", terms=[("target_group", f"group-{number}")])
    practice(title="Garden", content_depth="record", terms=[("target_group", "group-11")])
    page = tree(client.get("/en/search/?target_group=group-9"))
    facet = page.cssselect("#facet-target_group")[0]
    rest = facet.cssselect(".facet-rest .facet-value input")
    shown = [box for box in facet.cssselect(".facet-value input") if box not in rest]
    assert [shown[0].get("value"), shown[-1].get("value")] == ["group-11", "group-9"]
    assert len(shown) + len(rest) == 12
    assert facet.cssselect("input[data-find]")[0].get("name") is None


@pytest.mark.parametrize(
    "query",
    [
        "q=%00%ff%fe",
        "q=" + "a" * 100_000,
        "theme=%00&theme=" + "x" * 5000,
        "page=1000000000",
        "page=-1&page=abc&sort=zzz&view=%f0",
        "year_from=99999999999&year_to=-5",
        "&".join(f"f{n}=1" for n in range(900)),
        "q=%22%27%3Cscript%3Ealert(1)%3C/script%3E",
        "%ff=%ff",
        "kind=nothing&language=xx&depth=deep",
    ],
)
def test_junk_gives_a_page(client, query):
    practice(title="Kitchen", content_depth="record")
    response = client.get(f"/en/search/?{query}")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_htmx_gets_the_part_that_changes(client):
    practice(title="Kitchen", content_depth="record")
    part = client.get("/en/search/?q=kitchen", headers={"HX-Request": "true"})
    html = lxml.html.fromstring(f"<div>{part.content.decode()}</div>")
    assert "kitchen" in html.cssselect("title")[0].text_content()
    assert html.cssselect("div.result") and not html.cssselect("header")
    # The header stays, but for the addresses of the same search in other languages.
    assert html.cssselect('#languages [hreflang="tr"]')[0].get("href") == "/tr/search/?q=kitchen"
    assert "HX-Request" in part["Vary"]


def test_however_many_organisations_are_named_they_are_asked_for_once(client, monkeypatch):
    asked = []
    search = EmbeddedEngine.search

    def searching(self, query):
        asked.append(query)
        return search(self, query)

    monkeypatch.setattr(EmbeddedEngine, "search", searching)
    terms = [("organisation", term("organisation", f"o{number}").code) for number in range(8)]
    for number, each in enumerate(terms):
        practice(title=f"Kitchen {number}", content_depth="record", terms=[each])
    response = client.get("/en/search/?" + "&".join(f"organisation={code}" for _scheme, code in terms * 20))
    assert len(titles(response)) == 8
    # One for the names, one for the result.
    assert len(asked) == 2


def test_a_hit_in_another_language_says_so(client):
    practice("sl", "Kuhinja", content_depth="record")
    link = tree(client.get("/tr/uygulamalar/")).cssselect(".hit h3 a")[0]
    assert (link.get("lang"), link.get("hreflang")) == ("sl", "sl")


@pytest.mark.care("result", "counts")
def test_members_only_is_in_no_public_result(client):
    practice(title="Closed kitchen", content_depth="record", care=Care.MEMBERS, terms=[("theme", "secret")])
    page = client.get("/en/search/").content.decode()
    assert "Closed kitchen" not in page
    assert "secret" not in page


@pytest.mark.care("result", "snippet")
def test_without_the_organisations_name_no_hit_has_it(client):
    term("organisation", "acme", "Acme Kitchens")
    fields: dict[str, Any] = {
        "title": "Acme Kitchens cooks",
        "promise": "Acme Kitchens feeds the street.",
        "source_name": "Acme Kitchens",
    }
    page = practice(terms=[*TERMS, ("organisation", "acme")], care=Care.ANONYMOUS, **fields)
    texts = {path: f"Acme Kitchens {path}" for path, text in paths.texts(page).items() if text}
    service.translate(page, locale("tr"), texts, publish=True)
    for address in ("/en/search/", "/tr/search/", "/sl/search/?q=street", "/en/search/?view=table"):
        [hit] = tree(client.get(address)).cssselect(".hit, .hits-table tbody tr")
        assert "[…]" in hit.text_content(), address
        assert "acme" not in lxml.html.tostring(hit, encoding="unicode").lower(), address


@pytest.mark.care("snippet")
def test_what_is_for_members_is_in_no_snippet_of_others(client):
    practice(
        promise="", summary="", content_depth="full", what_did_not_work="<p>The bishop objected.</p>", publish=False
    )
    practice(what_did_not_work="<p>The bishop objected.</p>")
    for query in ("", "?q=bishop", "?q=table"):
        assert "objected" not in client.get(f"/en/search/{query}").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_hits(client):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get("/en/search/")
        return len(captured)

    practice(title="Kitchen 0", content_depth="record", terms=[("theme", "food")])
    client.get("/en/search/")
    few = queries()
    for number in range(1, 8):
        practice(title=f"Kitchen {number}", content_depth="record", terms=[("theme", "food")])
    client.get("/en/search/")
    assert queries() == few
    assert few <= 15


@pytest.mark.parametrize("method", ["post", "options", "trace"])
def test_a_search_is_only_asked_for(client, method):
    assert getattr(client, method)("/en/search/").status_code == 405


def test_signing_in_leads_back_to_the_search_also_after_a_filter(client):
    for headers in ({}, {"HX-Request": "true"}):
        html = lxml.html.fromstring(client.get("/en/search/?sort=newest&q=food", headers=headers).content.decode())
        (link,) = html.cssselect("a.sign-in")
        assert link.get("href") == "/en/sign-in/?next=/en/search/%3Fq%3Dfood%26sort%3Dnewest"
        assert link.get("data-hx-swap-oob") == ("true" if headers else None)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_a_title_names_what_was_chosen_and_not_more_than_three_of_it(client, headers):
    def title(query):
        html = client.get(f"/en/search/?{query}", headers=headers).content.decode()
        found = lxml.html.fromstring(html).cssselect("title")[0].text_content()
        return " ".join(found.split()).partition(" – ")[0]

    for number in range(5):
        term("theme", f"t{number}", f"Theme {number}")
    practice(terms=[*TERMS, *(("theme", f"t{number}") for number in range(5))])
    assert title("") == "Search"
    assert title("theme=t1&q=bread") == "Search for “bread”: Theme 1"
    assert title("theme=t1&theme=t2&theme=t3") == "Search: Theme 1, Theme 2, Theme 3"
    assert title("theme=t0&theme=t1&theme=t2&theme=t3&page=1") == "Search: Theme 0, Theme 1, Theme 2, …"
