"""The index of themes, the page of each theme, and the ways that lead there."""

import lxml.etree
import pytest
from wagtail.models import PageViewRestriction

from events.models import EventPage, ShownPractice
from home.models import HomePage
from kb.enums import Care
from kb.pictures.sharing import Picture, draw
from practices.models import MethodPage, PracticePage, ThemeIndexPage
from search.indexing import indexer
from taxonomy.merging import merge
from taxonomy.models import Term, TermDefinition, TermLabel
from tests.factories import make_page, practice, term
from tests.public.conftest import START, in_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(db):
    """Food with two narrower themes, and one without any practice; names and definitions in English and Turkish."""
    found: dict[str, Term] = {}
    for code, english, turkish, parent in (
        ("food", "Food", "Gıda", None),
        ("rescue", "Food rescue", "Gıda kurtarma", "food"),
        ("gardens", "Gardens", "Bahçeler", "food"),
        ("peace", "Peace", "Barış", None),
    ):
        found[code] = term("theme", code, english, parent=found.get(parent or ""))
        TermLabel.objects.create(term=found[code], language="tr", text=turkish)
        TermDefinition.objects.create(term=found[code], language="en", text=f"What {english} is.")
        TermDefinition.objects.create(term=found[code], language="tr", text=f"{turkish} nedir.")
    for code, name in (("si", "Slovenia"), ("tr", "Türkiye")):
        term("country", code, name)
    term("method", "cafe", "World Café")
    return found


def carrying(title, *terms, **fields):
    return make_page(
        PracticePage, title=title, summary=f"About {title}.", source_url="https://example.org", content_depth="record",
        terms=terms, **fields,
    )  # fmt: skip


def built():
    """Nothing commits in a test's transaction: what is to be found is built by hand."""
    indexer().sweep()


def index(language="en"):
    return ThemeIndexPage.objects.get(locale__language_code=language).url


def texts(html, selector):
    return [" ".join(each.text_content().split()) for each in html.cssselect(selector)]


def links(html, selector="main"):
    return {" ".join(a.text_content().split()): a.get("href") for a in html.cssselect(f"{selector} a")}


def counts(html, selector="main li"):
    """The count at each link of a list."""
    rows = [row for row in html.cssselect(selector) if row.cssselect(".count")]
    return {
        " ".join(row.cssselect("a, h3 span")[0].text_content().split()): row.cssselect(".count")[0].text_content()
        for row in rows
    }


def test_the_index_stands_between_methods_and_events(document):
    navigation = texts(document("/en/"), ".site-sections a")
    assert navigation[:4] == ["Practices", "Methods", "Themes", "Events"]
    assert index("tr") == "/tr/temalar/"


def test_the_index_counts_each_practice_once_and_says_where_none_is(document, themes):
    carrying("One", ("theme", "rescue"), ("theme", "gardens"))
    carrying("Two", ("theme", "rescue"))
    built()
    html = document(index())
    assert counts(html) == {"Food": "2", "Food rescue": "2", "Gardens": "1", "Peace": "0"}
    assert links(html)["Gardens"] == f"{index()}gardens/"
    assert "No practice yet." in texts(html, ".theme-empty > p")
    widths = {rect.get("width") for rect in html.cssselect(".bar-share")}
    assert widths == {"100", "0"}


def test_a_theme_says_what_it_is_and_what_there_is(document, themes):
    one = carrying("One", ("theme", "rescue"), ("country", "si"), ("method", "cafe"))
    carrying("Two", ("theme", "gardens"), ("country", "tr"))
    carrying("Elsewhere", ("theme", "peace"), ("country", "tr"))
    method = make_page(
        MethodPage, title="The café", summary="Small groups.", purpose="<p>To talk.</p>", term=term("method", "cafe"),
        when_to_use="<p>Always.</p>", group_size="12",
    )  # fmt: skip
    event = make_page(
        EventPage, title="Workshop", summary="For all.", start=START, place="Here",
        rows=[("shown_practices", ShownPractice(practice=one))],
    )  # fmt: skip
    built()
    html = document(f"{index()}food/")
    found = links(html)
    assert texts(html, "h1") == ["Food"]
    assert texts(html, ".lead") == ["What Food is."]
    assert texts(html, ".breadcrumb li") == ["Themes"]
    assert {"One", "Two", "Workshop"} <= found.keys()
    assert "Elsewhere" not in found
    assert found["Workshop"] == event.url
    assert found["World Café"] == method.url
    assert found["Slovenia"] == "/en/search/?theme=food&country=si&kind=practice"
    assert found["Search all 2 practices"] == "/en/search/?theme=food&kind=practice"
    assert counts(html) == {"Food rescue": "1", "Gardens": "1", "Slovenia": "1", "Türkiye": "1", "World Café": "1"}
    narrower = document(found["Gardens"])
    assert texts(narrower, ".breadcrumb li") == ["Themes", "Food"]
    assert links(narrower)["Food rescue"] == f"{index()}rescue/"
    assert "Workshop" not in links(narrower)


def test_a_method_without_a_page_leads_to_the_practices(document, themes):
    carrying("One", ("theme", "food"), ("method", "cafe"))
    page = make_page(
        MethodPage, title="The café", summary="Small groups.", purpose="<p>To talk.</p>", term=term("method", "cafe"),
        when_to_use="<p>Always.</p>", group_size="12",
    )  # fmt: skip
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    built()
    found = links(document(f"{index()}food/"))
    assert found["World Café"] == "/en/search/?theme=food&method=cafe&kind=practice"


def test_a_theme_without_practices_leads_on(document, themes):
    carrying("One", ("theme", "rescue"))
    built()
    html = document(f"{index()}peace/")
    assert texts(html, ".lead") == ["What Peace is."]
    assert "Nobody has written down a practice on this theme yet." in texts(html, ".nothing")
    assert links(html)["Food"] == f"{index()}food/"
    assert links(document(f"{index()}gardens/"))["Food rescue"] == f"{index()}rescue/"
    term("theme", "memory", "Memory", parent=themes["peace"])
    assert links(document(f"{index()}memory/"), ".theme-narrower") == {"Food": f"{index()}food/"}


def test_a_theme_in_the_readers_language(document, themes):
    in_language(carrying("One", ("theme", "rescue")), "tr")
    built()
    html = document(f"{index('tr')}rescue/")
    assert html.get("lang") == "tr"
    assert texts(html, "h1") == ["Gıda kurtarma"]
    assert texts(html, ".lead") == ["Gıda kurtarma nedir."]
    assert html.cssselect('meta[name="description"]')[0].get("content") == "Gıda kurtarma nedir."
    assert html.cssselect("title")[0].text_content().split("–")[0].strip() == "Gıda kurtarma"
    canonical = html.cssselect('link[rel="canonical"]')[0].get("href")
    assert canonical == "http://testserver/tr/temalar/rescue/"
    alternates = {a.get("hreflang"): a.get("href") for a in html.cssselect('link[rel="alternate"]')}
    assert alternates == {"tr": canonical, "en": f"http://testserver{index()}rescue/"}
    switch = {a.get("hreflang"): a.get("href") for a in html.cssselect(".language-menu a")}
    assert switch["el"] == f"{index('el')}rescue/"


def test_a_language_without_a_name_for_it_is_marked_and_not_for_robots(document, themes):
    html = document(f"{index('el')}food/")
    assert html.cssselect("h1")[0].get("lang") == "en"
    assert html.cssselect(".lead")[0].get("lang") == "en"
    assert html.cssselect('meta[name="robots"]')[0].get("content") == "noindex"
    assert not html.cssselect('link[rel="alternate"]')
    assert not html.cssselect('meta[name="description"]')


def test_a_merged_theme_leads_to_its_successor_for_good(client, themes):
    merge(Term.objects.get(code="gardens"), Term.objects.get(code="rescue"))
    answer = client.get(f"{index()}gardens/")
    assert (answer.status_code, answer["Location"]) == (301, f"{index()}rescue/")


def test_a_code_with_a_dot_has_an_address_too(client, document):
    term("theme", "food.1", "Food one")
    assert links(document(index()))["Food one"] == f"{index()}food_1/"
    assert client.get(f"{index()}food_1/").status_code == 200


def test_what_is_no_theme_is_not_found(client, themes):
    for segment in ("nothing", "si", "cafe", "food/rescue", "FOOD"):
        assert client.get(f"{index()}{segment}/").status_code == 404


def test_an_index_that_was_unpublished_takes_its_themes_along(client, themes):
    address = index()
    ThemeIndexPage.objects.get(locale__language_code="en").unpublish()
    assert client.get(address).status_code == 410
    assert client.get(f"{address}food/").status_code == 404
    built()
    assert links_of_home(client)["Food"] == "/en/search/?theme=food&kind=practice"


def links_of_home(client):
    carrying("One", ("theme", "food"))
    built()
    return links(lxml.html.fromstring(client.get("/en/").content.decode()), ".themes")


def test_the_home_page_lists_the_wide_themes_with_their_most_used_narrower_ones(document, themes):
    for number in range(2):
        carrying(f"One {number}", ("theme", "rescue"))
    built()
    html = document(HomePage.objects.get(locale__language_code="en"))
    assert counts(html, ".themes li") == {"Food": "2", "Food rescue": "2", "Peace": "0"}
    assert links(html)["All themes"] == index()


def test_a_practice_tells_the_way_by_its_first_theme(document, themes):
    page = carrying("One", ("theme", "rescue"), ("theme", "peace"))
    html = document(page)
    assert texts(html, ".breadcrumb li") == ["Practices", "Food", "Food rescue"]
    assert links(html, ".breadcrumb")["Food"] == f"{index()}food/"
    turkish = document(in_language(page, "tr"))
    assert links(turkish, ".breadcrumb")["Gıda kurtarma"] == f"{index('tr')}rescue/"


def test_the_sitemap_has_each_theme_in_the_languages_that_name_it(client, themes):
    assert "http://testserver/sitemap-themes.xml" in client.get("/sitemap.xml").content.decode()
    tree = lxml.etree.fromstring(client.get("/sitemap-themes.xml").content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = {
        url.findtext("s:loc", namespaces=names): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)
        }
        for url in tree.findall("s:url", names)
    }
    expected = {language: f"http://testserver{index(language)}food/" for language in ("en", "tr")}
    assert urls[expected["en"]] == urls[expected["tr"]] == expected
    assert len(urls) == 2 * len(themes)


@pytest.mark.care("theme", "counts")
def test_members_only_practices_are_in_no_count_and_no_list_of_others(client, member, document, themes):
    secret = carrying("Zebrafish", ("theme", "rescue"), ("country", "si"), ("method", "cafe"), care=Care.MEMBERS)
    make_page(
        EventPage, title="Open day", summary="All.", start=START, place="Here",
        rows=[("shown_practices", ShownPractice(practice=secret))],
    )  # fmt: skip
    built()
    for address in ("/en/", index(), f"{index()}food/", f"{index()}rescue/"):
        page = document(address)
        assert "Zebrafish" not in page.text_content()
        assert set(counts(page).values()) <= {"0"}
        if address not in ("/en/", index()):
            assert not {"Open day", "Slovenia", "World Café"} & links(page).keys()
    client.force_login(member)
    page = document(f"{index()}food/")
    assert {"Zebrafish", "Open day", "Slovenia", "World Café"} <= links(page).keys()
    assert counts(document(index()))["Food"] == "1"


@pytest.mark.care("theme")
def test_an_anonymous_practice_is_listed_without_its_organisation(document, themes):
    term("organisation", "zebra", "Zebrafish")
    practice(
        title="The pool of Zebrafish", care=Care.ANONYMOUS,
        terms=(("theme", "rescue"), ("country", "si"), ("sdg", "2"), ("organisation", "zebra")),
    )  # fmt: skip
    built()
    page = document(f"{index()}food/")
    assert len(page.cssselect("article.card")) == 1
    assert "zebrafish" not in lxml.html.tostring(page, encoding="unicode").lower()


@pytest.mark.care("theme")
def test_a_restricted_index_shows_its_themes_to_nobody_else(client, themes):
    page = ThemeIndexPage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for address in (index(), f"{index()}food/"):
        assert client.get(address).status_code == 302
    assert "/en/themes/" not in client.get("/sitemap-themes.xml").content.decode()


def picture_of(html):
    return html.cssselect('meta[property="og:image"]')[0].get("content").removeprefix("http://testserver")


def test_a_theme_has_its_picture_in_each_language(client, document, themes):
    for language, title, above in (("en", "Food rescue", "Themes · Food"), ("tr", "Gıda kurtarma", "Temalar · Gıda")):
        site = HomePage.objects.get(locale__language_code=language).title
        expected = Picture(language, site, title, above)
        url = picture_of(document(f"{index(language)}rescue/"))
        assert url.startswith(f"/{language}/og/theme-{themes['rescue'].pk}-")
        response = client.get(url)
        assert response.content == draw(expected)
        assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_only_a_theme_has_such_a_picture_and_only_while_anybody_may_read_of_it(client, document, themes, member):
    url = picture_of(document(f"{index()}food/"))
    country = Term.objects.get(scheme="country", code="si")
    for missing in (f"/en/og/theme-{country.pk}-a.png", "/en/og/theme-0-a.png", url.replace("/en/", "/xx/")):
        assert client.get(missing).status_code == 404
    closed = ThemeIndexPage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(member)
    assert client.get(url).status_code == 404
    assert "theme-" not in picture_of(document(f"{index()}food/"))
