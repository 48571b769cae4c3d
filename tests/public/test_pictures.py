"""The picture of a page that is shared: drawn of what anybody may read, kept until it changes."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image, ImageFont
from wagtail.models import PageViewRestriction

from kb.context import address
from kb.enums import Care
from kb.pictures.lettering import ELLIPSIS, Lettering, drawable, faces
from kb.pictures.sharing import HEIGHT, WIDTH, Picture, draw
from practices.models import PracticePage
from tests.factories import make_page, practice, term
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture_of(document):
    """The address of the picture that a page names."""
    return lambda page: (
        document(page).cssselect('meta[property="og:image"]')[0].get("content").removeprefix("http://testserver")
    )


@pytest.mark.parametrize("kind", MAKERS)
def test_each_page_has_its_picture(client, picture_of, kind):
    page = MAKERS[kind]()
    for each in (page, in_language(page, "el")):
        response = client.get(picture_of(each))
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert len(response.content) < 120_000
        assert Image.open(BytesIO(response.content)).size == (WIDTH, HEIGHT)


def test_what_stands_on_the_picture_of_a_practice(client, picture_of):
    term("country", "si", "Slovenia")
    term("theme", "local-food", "Local food")
    page = practice(place="Maribor", terms=[("country", "si"), ("theme", "local-food"), ("sdg", "2")])
    home = page.get_parent().get_parent().title
    expected = Picture("en", home, "The long table", "Maribor, Slovenia", "Local food")
    assert client.get(picture_of(page)).content == draw(expected)


def test_who_has_it_is_not_sent_it_again_until_the_title_changes(client, picture_of):
    page = MAKERS["record"]()
    first = client.get(picture_of(page))
    assert first["Cache-Control"] == "no-cache"
    kept = client.get(picture_of(page), headers={"If-None-Match": first["ETag"]})
    assert (kept.status_code, kept["ETag"], kept["Cache-Control"]) == (304, first["ETag"], "no-cache")
    before = picture_of(page)
    page.title = "Recicleta of Bucharest"
    page.save_revision().publish()
    assert picture_of(page) != before
    for url in (picture_of(page), before):
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 200
        assert again.content != first.content


def test_head_and_a_cookie_change_nothing(client, picture_of, member):
    url = picture_of(MAKERS["record"]())
    anonymous = client.get(url)
    client.force_login(member)
    own = client.get(url)
    assert (own.content, own["Cache-Control"]) == (anonymous.content, "no-cache")
    assert "Vary" not in own.headers or "Cookie" not in own["Vary"]
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("path", ["/en/og/0-a.png", "/en/og/999999-a.png", f"/en/og/{9**40}-a.png", "/en/og/x-a.png"])
def test_what_is_no_page_has_no_picture(client, path):
    assert client.get(path).status_code == 404


def test_a_picture_is_at_the_address_of_its_language_only(client):
    page = MAKERS["record"]()
    assert client.get(address("picture", "en", pk=page.pk, digest="a")).status_code == 200
    assert client.get(address("picture", "tr", pk=page.pk, digest="a")).status_code == 404


@pytest.mark.care("picture")
@pytest.mark.parametrize("closing", ["care", "unpublished", "restricted"])
def test_what_not_everybody_may_read_has_no_picture(client, member, picture_of, closing):
    page = MAKERS["record"]()
    turkish = in_language(page, "tr")
    urls = [picture_of(page), picture_of(turkish)]
    held = client.get(urls[0])["ETag"]
    if closing == "care":
        page.care = Care.MEMBERS
        page.save_revision().publish()
    for each in (page, turkish):
        if closing == "unpublished":
            each.unpublish()
        elif closing == "restricted":
            PageViewRestriction.objects.create(page=each, restriction_type=PageViewRestriction.LOGIN)
    for reader in (None, member):
        if reader:
            client.force_login(reader)
        for url in urls:
            assert client.get(url).status_code == 404
            assert client.get(url, headers={"If-None-Match": held}).status_code == 404


@pytest.mark.care("picture")
def test_a_picture_names_no_organisation_and_no_town_that_may_not_be_known(client, picture_of):
    term("organisation", "quokka", "Quokka Kitchens")
    term("country", "si", "Slovenia")
    page = make_page(
        PracticePage, title="How Quokka Kitchens cooks", summary="People cook.", source_url="https://example.org",
        content_depth="record", place="Ljubljana", place_precision="region", care=Care.ANONYMOUS,
        terms=[("organisation", "quokka"), ("country", "si")],
    )  # fmt: skip
    home = page.get_parent().get_parent().title
    assert client.get(picture_of(page)).content == draw(Picture("en", home, "How […] cooks", "Slovenia"))


def test_the_site_has_a_picture_for_what_is_no_page(client, document):
    for path in ("/", "/en/search/?q=soup"):
        [named] = document(path).cssselect('meta[property="og:image"]')
        assert client.get(named.get("content")).status_code == 200
    assert reverse("site_picture", kwargs={"digest": "a"}).endswith("/og/site-a.png")


LETTERS = "AZaz ÄÖÜß ÇĞİÖŞÜçğıöşü ČĆĐŠŽčćđšž ĂÂÎȘȚăâîșț ŐŰőű ŘŮĚřůě ŁŃŹłńź Åå ΑΩαωάέήίόύώς ΐΰ АЯаяЪъЩщ Ѝѝ Їїґ „“”«»–—…’"


@pytest.mark.parametrize("letter", sorted(set(LETTERS) - {" "}))
def test_every_letter_of_the_sites_languages_is_in_the_font(letter):
    [face] = [face for face in faces() if face.has(letter)][:1]
    hand, missing = Lettering("en"), "\ue000"
    assert drawable(letter) == letter
    assert hand.width(letter, 60) > 0
    font = ImageFont.truetype(face.file, 60)
    assert bytes(font.getmask(letter)) != bytes(font.getmask(missing)), "the font draws its sign for what it lacks"


def test_letters_that_the_font_lacks_are_left_out_and_accents_composed():
    assert drawable("Cafe\u0301  😀 日本 \n bar") == "Café bar"


@pytest.mark.parametrize("title", ["Short", "word " * 60, "Donaudampfschifffahrt" * 20, "日本"])
def test_a_title_fits_whatever_its_length(title):
    hand = Lettering("de")
    size, lines = hand.fitted(drawable(title), (88, 60, 42), 1040, 300, 1.16)
    assert len(lines) * size * 1.16 <= 300
    assert all(hand.width(line, size) <= 1040 for line in lines)
    assert "".join(lines).endswith(ELLIPSIS) == (len(title) > 200), "only what is too long is shortened"
    assert draw(Picture("de", "Site", title))


def test_a_language_has_its_own_forms():
    assert draw(Picture("bg", "", "Световно кафене")) != draw(Picture("en", "", "Световно кафене"))


def test_a_line_without_end_takes_no_longer_than_a_long_one(monkeypatch):
    measured = []
    width = Lettering.width

    def measuring(self, text, size):
        measured.append(text)
        return width(self, text, size)

    monkeypatch.setattr(Lettering, "width", measuring)
    countries = ", ".join(["Βοσνία και Ερζεγοβίνη"] * 150)
    assert len(countries) > 3_000
    hand = Lettering("el")
    shortened = hand.shortened(countries, 34, 1040)
    assert countries.startswith(shortened.removesuffix(ELLIPSIS))
    assert 1040 - 80 < width(hand, shortened, 34) <= 1040
    assert len(measured) < 12
    assert max(len(text) for text in measured) <= 201
    Image.open(BytesIO(draw(Picture("el", "Site", "Title", countries, countries)))).verify()
