"""The language of the page, of its interface, of each piece; the switch; what search engines are told."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from home.models import HomePage
from kb.enums import Care, TextState
from practices.models import PracticeIndexPage, PracticePage
from tests.factories import locale, practice, term
from tests.public.conftest import MAKERS, WORD, in_language
from translation import service

pytestmark = pytest.mark.django_db
GREEK, LATIN = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2}"), re.compile(r"[A-Za-zÀ-ɏ]{3}")
# Names and addresses have no language of ours: they are as somebody wrote them.
NAMES = {"cite", "bdi", "address", "head"}


def pieces(html):
    """Text and spoken attributes with the language that applies to them, names left out."""
    for element in html.iter():
        if not isinstance(element.tag, str) or any(each.tag in NAMES for each in (element, *element.iterancestors())):
            continue
        chain = [element, *element.iterancestors()]
        language = next(each.get("lang") for each in chain if each.get("lang"))
        texts = [element.text, *(child.tail for child in element), element.get("aria-label"), element.get("title")]
        yield from ((text.strip(), language) for text in texts if text and text.strip())


def greek_site():
    pages = [in_language(make(), "el") for make in MAKERS.values()]
    PracticePage.objects.update(place="", contact_name="", source_name="")
    return pages


def test_each_piece_of_a_greek_page_says_its_language(document):
    indexes = [each.objects.get(locale__language_code="el") for each in (HomePage, PracticeIndexPage)]
    for page in [*greek_site(), *indexes]:
        for text, language in pieces(document(page)):
            if GREEK.search(text):
                assert language == "el", (page, text)
            elif LATIN.search(text):
                assert language != "el", (page, text)


def test_the_interface_of_a_greek_page_is_wholly_english(document):
    page = greek_site()[2]
    headings = [h.text_content().strip() for h in document(page).cssselect("h2")]
    assert "What was learned" in headings
    labels = [dt.text_content() for dt in document(page).cssselect(".facts dt")]
    assert {"Years", "Languages"} <= set(labels)
    assert "12 Μαρτίου 2026" in document(page).text_content()


def test_djangos_and_wagtails_own_greek_stays_out(client):
    """Both have Greek catalogues: a message of theirs would be Greek in a form marked as English."""
    address = "/el/sign-in/"
    response = client.post(address, {"username": "nobody", "password": ""})
    html = response.content.decode()
    assert "This field is required." in html
    assert not re.search("[α-ω]{3} ?[α-ω]* ?πεδίο", html)
    wrong = client.post(address, {"username": "a@example.org", "password": "x"}).content.decode()
    assert "No account has this e-mail address" in wrong


def test_a_turkish_page_needs_no_marks(document):
    page = in_language(MAKERS["full"](), "tr")
    html = document(page)
    assert {language for text, language in pieces(html) if WORD["tr"] in text} == {"tr"}
    # The terms of these tests have English names only; the place is as the original writes it, twice.
    places = html.cssselect('main :is(strong, dd)[lang="en"][dir="auto"]')
    assert {each.text for each in places} == {page.original.place} and len(places) == 2
    marked = {*places, *html.cssselect(".meter [lang], .place-countries [lang]")}
    assert not [each for each in html.cssselect('main [lang="en"]:not(a)') if each not in marked]


def test_the_switch_offers_only_what_is_there_and_readable(document):
    page = MAKERS["record"]()
    assert not document(page).cssselect(".language-menu")
    turkish = in_language(page, "tr")
    service.submit(page, [locale("el")])
    links = document(page).cssselect(".language-menu a")
    assert [(a.get("href"), a.get("lang"), a.get("hreflang"), a.text) for a in links] == [
        (turkish.url, "tr", "tr", "Türkçe")
    ]
    turkish.unpublish()
    assert not document(page).cssselect(".language-menu")


def alternates(html):
    return {link.get("hreflang"): link.get("href") for link in html.cssselect('link[rel="alternate"]')}


def test_search_engines_are_told_of_complete_translations_only(document):
    page = MAKERS["record"]()
    assert alternates(document(page)) == {}
    turkish = in_language(page, "tr")
    expected = {"en": f"http://testserver{page.url}", "tr": f"http://testserver{turkish.url}"}
    assert alternates(document(page)) == alternates(document(turkish)) == expected
    machine = {"title": "Μηχανή", "summary": "Κείμενο."}
    greek = service.translate(page, locale("el"), machine, publish=True, state=TextState.MACHINE)
    assert alternates(document(page)) == expected
    assert alternates(document(greek)) == {}
    assert document(greek).cssselect('link[rel="canonical"]')[0].get("href") == f"http://testserver{greek.url}"


def test_a_partial_translation_is_no_alternate(document):
    page = MAKERS["full"]()
    turkish = in_language(page, "tr")
    page = PracticePage.objects.get(pk=page.pk)
    page.funding_source = "The city"
    page.save_revision().publish()
    assert alternates(document(turkish)) == alternates(document(page)) == {}


def test_the_first_address_offers_all_languages_in_the_readers_best(client):
    for header, language in (("el,en;q=0.5", "el"), ("pl,tr;q=0.8", "tr"), ("xx", "en")):
        response = client.get("/", headers={"accept-language": header})
        assert response.status_code == 200
        assert {"Accept-Language", "Cookie"} <= set(re.split(", *", response["Vary"]))
        html = response.content.decode()
        assert f'<html lang="{language}">' in html
        for code in ("en", "tr", "sl", "el", "sk"):
            assert f'href="/{code}/"' in html
    client.cookies["django_language"] = "sl"
    assert '<html lang="sl">' in client.get("/", headers={"accept-language": "el"}).content.decode()


def test_pages_do_not_vary_by_the_browsers_language(client):
    response = client.get("/tr/", headers={"accept-language": "el"})
    assert response["Content-Language"] == "tr"
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_navigation_and_links_stay_in_the_language(document):
    html = document("/el/")
    assert next(a.text for a in html.cssselect(".site-sections a")) == "Πρακτικές"
    assert all(a.get("href").startswith("/el/") for a in html.cssselect(".site-sections a, .site-name, .sign-in"))
    with translation.override("el"):
        assert html.cssselect(".sign-in")[0].get("href").startswith(reverse("sign_in"))


def test_a_language_without_a_home_page_shows_no_other_language(client):
    HomePage.objects.get(locale__language_code="hu").unpublish()
    page = MAKERS["record"]()
    assert client.get("/hu/").status_code == 410
    assert client.get(f"/hu{page.url[3:]}").status_code == 404
    assert 'href="/hu/"' not in client.get("/").content.decode()


def test_links_in_texts_lead_to_the_readers_language(document):
    about = MAKERS["standard"]()
    greek = in_language(about, "el")
    page = MAKERS["news"]()
    page.body = f'<p><a linktype="page" id="{about.pk}">About</a></p>'
    page.save_revision().publish()
    news = in_language(page, "el")
    type(news).objects.filter(pk=news.pk).update(body=page.body)
    assert document(page).cssselect(".prose a")[0].get("href") == about.url
    assert document(news).cssselect(".prose a")[0].get("href") == greek.url


def test_a_preview_leaves_out_what_readers_will_not_see(admin_client):
    term("organisation", "acme", "Acme Kitchens")
    page = practice(title="Soup of Acme Kitchens", content_depth="record", terms=[("organisation", "acme")])
    page.care = Care.ANONYMOUS
    page.save_revision()
    html = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Soup of […]" in html
    # Wagtail's own bar names the page by its title; what readers see is in the body's main part.
    assert "Acme" not in html[html.index("<main") : html.index("</main>")]


def test_a_preview_of_a_greek_draft_speaks_as_the_page_will(client, admin_client):
    page = in_language(MAKERS["record"](), "el")
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    html = response.content.decode()
    assert '<html lang="el">' in html
    assert "Source and licence" in html
