"""What machines read in the head of every kind of page, and what they must not."""

import json

import pytest

from events.models import EventIndexPage
from home.models import HomePage, NewsIndexPage
from kb.enums import Care, TextState
from kb.head import og_locale
from kb.models import SiteSettings, SiteText
from practices.models import MethodIndexPage, MethodPage, PracticeIndexPage, PracticePage
from search.indexing import indexer
from tests.factories import locale, make_page, practice, term
from tests.public.conftest import MAKERS, in_language
from translation import service

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
INDEXES = (HomePage, PracticeIndexPage, MethodIndexPage, EventIndexPage, NewsIndexPage)


def meta(html, name):
    """The only content of a name or property; None without one."""
    found = [each.get("content") for each in html.cssselect(f'meta[name="{name}"], meta[property="{name}"]')]
    assert len(found) < 2, (name, found)
    return found[0] if found else None


def canonical(html):
    [link] = html.cssselect('link[rel="canonical"]')
    return link.get("href")


def alternates(html):
    return {link.get("hreflang"): link.get("href") for link in html.cssselect('link[rel="alternate"]')}


@pytest.fixture
def site():
    """A site with a name and a promise in English."""
    settings = SiteSettings.for_site(HomePage.objects.first().get_site())
    settings.texts.add(SiteText(language="en", name="Round tables", promise="Somebody has tried it."))
    settings.save()


def every_address():
    pages = [make() for make in MAKERS.values()]
    pages += [in_language(page, "el") for page in pages]
    pages += [model.objects.get(locale__language_code=code) for model in INDEXES for code in ("en", "el")]
    indexer().sweep()
    others = ["/", "/en/search/", "/en/search/?q=table", "/el/search/?kind=practice&view=table", "/en/sign-in/"]
    return [*(page.url for page in pages), *others]


def test_every_page_and_view_says_what_it_is(document, site):
    HomePage.objects.update(promise="Together.")
    for model in INDEXES[1:]:
        model.objects.update(introduction="What is in it.")
    for address in every_address():
        html = document(address)
        title = html.cssselect("title")[0].text_content().strip()
        assert title, address
        assert meta(html, "og:title"), address
        assert meta(html, "og:title") in title, address
        # A search is described by the site's promise, where that is in the language of the address.
        assert bool(meta(html, "description")) == (not address.startswith("/el/search/")), address
        assert meta(html, "description") == meta(html, "og:description"), address
        assert meta(html, "og:url") == canonical(html), address
        assert meta(html, "og:type") in ("website", "article")
        assert meta(html, "og:site_name"), address
        assert meta(html, "og:locale") == {"en": "en_GB", "el": "el_GR"}[html.get("lang")]
        assert meta(html, "og:image").startswith(f"{SITE}/{html.get('lang')}/og/"), address
        assert (meta(html, "og:image:width"), meta(html, "og:image:height")) == ("1200", "630")
        assert meta(html, "og:image:alt"), address
        assert meta(html, "twitter:card") == "summary_large_image"
        assert alternates(html) == {} or canonical(html) in alternates(html).values(), address


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en_GB"), ("pt", "pt_PT"), ("sv", "sv_SE"), ("el", "el_GR"), ("sl", "sl_SI"), ("cs", "cs_CZ")],
)
def test_open_graph_has_its_own_way_to_write_a_language(language, expected):
    assert og_locale(language) == expected


def test_complete_languages_name_each_other_and_only_the_home_page_has_a_default(document):
    page = MAKERS["record"]()
    turkish = in_language(page, "tr")
    machine = {"title": "Μηχανή", "summary": "Κείμενο."}
    service.translate(page, locale("el"), machine, publish=True, state=TextState.MACHINE)
    both = {"en": f"{SITE}{page.url}", "tr": f"{SITE}{turkish.url}"}
    for each in (page, turkish):
        html = document(each)
        assert alternates(html) == both
        assert canonical(html) == both[each.locale.language_code]
    assert [each.get("content") for each in document(page).cssselect('[property="og:locale:alternate"]')] == ["tr_TR"]
    homes = alternates(document("/en/"))
    assert homes.pop("x-default") == f"{SITE}/"
    assert homes == {code: url for code, url in alternates(document("/")).items() if code != "x-default"}
    assert alternates(document("/"))["x-default"] == canonical(document("/")) == f"{SITE}/"


def test_a_further_page_of_a_list_has_an_address_of_its_own(document):
    for number in range(21):
        make_page(MethodPage, title=f"Method {number}", summary="Small groups.", purpose="<p>To talk.</p>")
    index = MethodIndexPage.objects.get(locale__language_code="en")
    first, second, junk = (document(f"{index.url}{query}") for query in ("?page=1&x=y", "?page=2", "?page=junk"))
    assert canonical(first) == canonical(junk) == f"{SITE}{index.url}"
    assert canonical(second) == f"{SITE}{index.url}?page=2"
    assert alternates(first)
    assert not alternates(second)
    assert first.cssselect("title")[0].text != second.cssselect("title")[0].text


def test_a_search_is_not_indexed_and_its_page_is(document):
    for path in ("/en/search/", PracticeIndexPage.objects.get(locale__language_code="en").url):
        plain, asked = document(path), document(f"{path}?nonsense=1&q=soup")
        assert meta(plain, "robots") is None
        assert alternates(plain)
        assert meta(asked, "robots") == "noindex"
        assert not alternates(asked)
        assert canonical(asked) == meta(asked, "og:url") == f"{SITE}{path}?q=soup"
        assert meta(asked, "og:title") == "Search for “soup”"


def test_the_way_one_came_makes_no_second_address_of_signing_in(document):
    html = document("/en/sign-in/?next=/en/practices/")
    assert canonical(html) == f"{SITE}/en/sign-in/"
    assert meta(html, "robots") == "noindex"


def test_an_error_is_nobodys_address(document):
    html = document("/en/nothing-here/", status=404)
    assert meta(html, "og:url") is None
    assert not html.cssselect('link[rel="canonical"], script[type="application/ld+json"]')


@pytest.mark.care("head")
def test_a_page_for_members_is_not_for_machines(client, document, member):
    page = practice(title="Closed", care=Care.MEMBERS)
    client.force_login(member)
    html = document(page)
    assert meta(html, "robots") == "noindex"
    assert meta(html, "og:image") is None


@pytest.mark.care("head")
def test_a_head_does_not_name_the_organisation_nor_the_place_of_a_region(client, member):
    term("organisation", "quokka", "Quokka Kitchens")
    page = make_page(
        PracticePage, title="How Quokka Kitchens cooks", summary="At Quokka Kitchens.", content_depth="record",
        seo_title="Quokka Kitchens", search_description="All of Quokka Kitchens.", source_name="Quokka Kitchens",
        source_url="https://quokka.example.org/", place="Quokka Kitchens Town", place_precision="region",
        latitude=46.05, longitude=14.5, terms=[("organisation", "quokka")], care=Care.ANONYMOUS,
    )  # fmt: skip
    for reader in (None, member):
        if reader:
            client.force_login(reader)
        for each in (page, in_language(page, "tr") if reader is None else page):
            head = client.get(each.url).content.decode().partition("</head>")[0]
            assert "Article" in head
            assert "quokka" not in head.lower()
            assert "46.05" not in head


@pytest.mark.care("head")
def test_a_members_field_is_in_no_head(client, member):
    page = MAKERS["full"]()
    client.force_login(member)
    head, _end, body = client.get(page.url).content.decode().partition("</head>")
    assert "The second kitchen closed." in body
    assert "The second kitchen closed." not in head


def test_a_preview_is_no_address_of_the_site(client, django_user_model):
    page = MAKERS["record"]()
    client.force_login(django_user_model.objects.create_superuser("ana@example.org"))
    page.title = "A draft"
    page.save_revision()
    html = client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "<title>A draft" in html
    for word in ("canonical", "og:url", "ld+json"):
        assert word not in html


def test_icons_and_manifest_are_there(client, document, site):
    from django.contrib.staticfiles import finders

    html = document("/en/")
    [manifest] = html.cssselect('link[rel="manifest"]')
    said = client.get(manifest.get("href"))
    assert said["Content-Type"] == "application/manifest+json"
    told = json.loads(said.content)
    assert (told["name"], told["lang"], told["start_url"]) == ("Round tables", "en", "/en/")
    shown = [link.get("href") for link in html.cssselect('link[rel="icon"], link[rel="apple-touch-icon"]')]
    for address in [*shown, *(icon["src"] for icon in told["icons"]), client.get("/favicon.ico")["Location"]]:
        assert finders.find(address.removeprefix("/static/")), address
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    assert len(html.cssselect('meta[name="theme-color"][media]')) == 2


def test_a_page_that_says_nothing_of_itself_is_told_from_the_others(document, site):
    HomePage.objects.update(promise="Together.")
    found = [
        document(model.objects.get(locale__language_code="en")).cssselect("meta[name=description]")[0].get("content")
        for model in INDEXES
    ]
    assert found[0] == "Together."
    assert all(each.endswith(": Somebody has tried it.") for each in found[1:])
    assert len(set(found)) == len(found)
