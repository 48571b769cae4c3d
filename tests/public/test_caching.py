"""What browsers and caches between may keep: nothing of one reader for another, nothing that care has closed since.

Through the whole stack of middleware, as requests come.
"""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from home.models import HomePage
from kb.caching import without_body
from kb.care import MEMBERS_GROUP
from kb.enums import Care
from kb.models import KbImage
from practices.models import PracticePage
from search.indexing import indexer
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/en/", "/tr/", "/en/practices/", "/en/methods/", "/en/search/", "/en/search/?q=soup", "/robots.txt"]


def vary(response) -> set[str]:
    return set(re.split(", *", response.headers.get("Vary", "")))


def again(client, url, first, **headers):
    return client.get(url, headers={"If-None-Match": first["ETag"], **headers})


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_answer_is_asked_for_again_and_not_sent_again(client, url):
    first = client.get(url)
    assert (first.status_code, first["Cache-Control"]) == (200, "no-cache")
    assert not first.cookies
    second = again(client, url, first)
    assert (second.status_code, second.content) == (304, b"")
    # A cache brings its copy up to date from these.
    assert {name: second[name] for name in ("ETag", "Cache-Control")} == {
        name: first[name] for name in ("ETag", "Cache-Control")
    }
    assert vary(first) <= vary(second)


@pytest.mark.parametrize("kind", MAKERS)
def test_each_page_type_is_the_same_twice(client, kind):
    url = MAKERS[kind]().url
    assert client.get(url)["ETag"] == Client().get(url)["ETag"]


def test_a_change_is_seen_at_once(client):
    page = MAKERS["record"]()
    first = client.get(page.url)
    page.title = "Recicleta of Bucharest"
    page.save_revision().publish()
    second = again(client, page.url, first)
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]


@pytest.mark.parametrize("closing", ["care", "unpublished", "restricted"])
def test_what_was_closed_is_not_confirmed_to_who_has_a_copy(client, closing):
    page = MAKERS["record"]()
    first = client.get(page.url)
    if closing == "care":
        page.care = Care.MEMBERS
        page.save_revision().publish()
    elif closing == "unpublished":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    second = again(client, page.url, first)
    assert second.status_code in (302, 404, 410)
    assert "ETag" not in second
    assert page.title not in second.content.decode()


def test_not_found_is_not_kept_past_the_day_on_which_it_is_there(client):
    missing = client.get("/en/nothing-here/")
    assert (missing.status_code, missing["Cache-Control"]) == (404, "no-cache")
    assert "ETag" not in missing


def test_a_member_is_sent_what_nobody_keeps(client, member):
    page = MAKERS["full"]()
    anonymous = client.get(page.url)
    client.force_login(member)
    own = again(client, page.url, anonymous)
    assert own.status_code == 200
    assert own["Cache-Control"] == "private, no-store"
    assert "ETag" not in own
    assert b"The second kitchen closed." in own.content
    assert b"csrfmiddlewaretoken" in own.content, "the form to sign out has a token"
    # A cache that has the public copy may not give it to her, nor hers to others.
    assert "Cookie" in vary(anonymous) & vary(own)


def test_what_a_member_is_told_of_a_page_taken_down_is_kept_by_nobody(client, member):
    page = MAKERS["record"]()
    page.care = Care.MEMBERS
    page.save_revision().publish()
    page.unpublish()
    client.force_login(member)
    answer = client.get(page.url)
    assert answer.status_code == 410
    assert "no-store" in answer["Cache-Control"]


def test_after_signing_out_she_is_anybody(client, member):
    page = MAKERS["full"]()
    before = client.get(page.url)
    client.force_login(member)
    client.get(page.url)
    out = client.post("/en/sign-out/")
    assert "no-store" in out["Cache-Control"]
    # As a browser does with a cookie that has ended.
    assert client.cookies.pop("sessionid")["max-age"] == 0
    after = client.get(page.url)
    assert (after["ETag"], after["Cache-Control"]) == (before["ETag"], "no-cache")


def test_signing_in_is_kept_by_nobody(client, member):
    form = client.get("/en/sign-in/")
    assert b"csrfmiddlewaretoken" in form.content
    assert {"no-store", "private"} <= set(form["Cache-Control"].split(", "))
    assert "ETag" not in form
    done = client.post("/en/sign-in/", {"username": member.email, "password": "a long password"})
    assert done.status_code == 302
    assert {"no-store", "private"} <= set(done["Cache-Control"].split(", "))


def test_the_answer_to_a_form_without_its_token_is_not_kept(member):
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post("/en/sign-in/", {"username": "x", "password": "y"})
    assert refused.status_code == 403
    assert "ETag" not in refused
    assert refused["Cache-Control"] == "no-cache"


def test_who_gave_the_password_of_a_page_shares_it_with_nobody(client):
    page = MAKERS["record"]()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesame"
    )
    asked = client.get(page.url)
    assert b"csrfmiddlewaretoken" in asked.content
    assert "private" in asked["Cache-Control"]
    address = f"/en/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    shown = client.post(address, {"password": "sesame", "return_url": page.url}, follow=True)
    assert page.title in shown.content.decode()
    assert {"no-store", "private"} <= set(shown["Cache-Control"].split(", "))
    assert client.get("/en/")["Cache-Control"] == "private, no-store"


def test_the_page_without_a_language_is_kept_by_language(client):
    greek = client.get("/", headers={"Accept-Language": "el"})
    turkish = again(client, "/", greek, **{"Accept-Language": "tr"})
    assert turkish.status_code == 200
    assert greek["ETag"] != turkish["ETag"]
    assert {"Accept-Language", "Cookie"} <= vary(greek)


def test_a_page_with_a_language_in_its_address_does_not_depend_on_the_browser(client):
    greek, turkish = (client.get("/en/", headers={"Accept-Language": code}) for code in ("el", "tr"))
    assert greek["ETag"] == turkish["ETag"]
    assert "Accept-Language" not in vary(greek)


@pytest.mark.parametrize("url", ["/en/search/?q=soup", "/en/practices/?q=soup"])
def test_a_part_of_a_page_never_takes_the_pages_place(client, url):
    indexer().sweep()
    whole = client.get(url)
    part = again(client, url, whole, **{"HX-Request": "true"})
    assert part.status_code == 200
    assert part["Cache-Control"] == "no-store"
    assert "ETag" not in part
    assert b"<html" not in part.content
    assert "HX-Request" in vary(whole) & vary(part)


@pytest.mark.parametrize("url", ["/en/", "/en/search/?q=soup", "/robots.txt"])
def test_head_says_what_get_says(client, url):
    get, head = client.get(url), client.head(url)
    assert head.content == b""
    names = ("ETag", "Cache-Control", "Content-Type", "Content-Length")
    assert [head.headers.get(name) for name in names] == [get.headers.get(name) for name in names]
    assert client.head(url, headers={"If-None-Match": get["ETag"]}).status_code == 304


def test_nothing_but_headers_is_left_to_head(rf):
    answers = [without_body(lambda request: HttpResponse("body"))(ask("/")) for ask in (rf.get, rf.head)]
    assert [answer.content for answer in answers] == [b"body", b""]


def test_a_post_is_never_answered_with_what_is_kept(client, member):
    first = client.get("/en/")
    client.force_login(member)
    out = client.post("/en/sign-out/", headers={"If-None-Match": first["ETag"]})
    assert out.status_code == 302


def test_a_redirect_can_be_taken_back(client):
    moved = client.get("/en/search")
    assert moved.status_code in (301, 302)
    assert moved["Cache-Control"] == "no-cache"


def test_files_are_for_the_browser_that_asked_and_are_asked_for_again(client, member):
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"Plan", "plan.txt"))
    assert client.get(document.url)["Cache-Control"] == "private, no-cache"
    image = KbImage.objects.create(title="One", file=get_test_image_file("one.png"))
    first = client.get(image.file.url)
    second = client.get(image.file.url, headers={"If-Modified-Since": first["Last-Modified"]})
    assert second.status_code == 304
    names = ("Cache-Control", "Last-Modified", "Content-Security-Policy")
    assert [second[name] for name in names] == [first[name] for name in names]
    client.force_login(member)
    assert client.get(document.url)["Cache-Control"] == "private, no-cache"


def test_a_preview_is_kept_by_nobody(client, django_user_model):
    page = MAKERS["record"]()
    client.force_login(django_user_model.objects.create_superuser("ana@example.org"))
    page.title = "A draft"
    page.save_revision()
    draft = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert b"A draft" in draft.content
    assert {"no-store", "private"} <= set(draft["Cache-Control"].split(", "))


def test_public_pages_are_compressed(client):
    page = MAKERS["full"]()
    plain, small = client.get(page.url), client.get(page.url, headers={"Accept-Encoding": "br, gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    assert small["ETag"] == f"W/{plain['ETag']}"
    assert "Accept-Encoding" in vary(plain) & vary(small)
    kept = again(client, page.url, small, **{"Accept-Encoding": "gzip"})
    assert kept.status_code == 304
    assert "Accept-Encoding" in vary(kept)


def test_nothing_with_a_secret_in_it_is_compressed(client, member):
    headers = {"Accept-Encoding": "gzip"}
    assert "Content-Encoding" not in client.get("/en/sign-in/", headers=headers).headers
    client.force_login(member)
    assert "Content-Encoding" not in client.get("/en/search/?q=soup", headers=headers).headers


def test_members_lists_do_not_come_from_anybodys_copy(client, member):
    page = MAKERS["record"]()
    page.care = Care.MEMBERS
    page.save_revision().publish()
    in_language(page, "tr")
    home = HomePage.objects.get(locale__language_code="en").url
    anonymous = client.get(home)
    assert page.title not in anonymous.content.decode()
    client.force_login(member)
    assert page.title in again(client, home, anonymous).content.decode()
    member.groups.remove(Group.objects.get(name=MEMBERS_GROUP))
    gone = client.get(PracticePage.objects.get(pk=page.pk).url)
    assert (gone.status_code, gone["Cache-Control"]) == (404, "private, no-store")
