"""What readers see when something is not there or broken."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import translation

from kb.views import errors
from practices.models import PracticePage
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db


def test_a_missing_page_offers_the_same_in_other_languages(document):
    page = MAKERS["record"]()
    turkish = in_language(page, "tr")
    html = document(f"/el{page.url[3:]}", status=404)
    links = {a.get("href"): a.get("lang") for a in html.cssselect("main li a")}
    assert links[page.url] == "en"
    assert links[turkish.url] == "tr"
    assert "/el/" in links


def test_a_page_taken_down_in_one_language_offers_the_others(document):
    page = MAKERS["record"]()
    turkish = in_language(page, "tr")
    address = turkish.url
    turkish.unpublish()
    html = document(address, status=410)
    assert html.get("lang") == "tr"
    assert html.cssselect(f'main a[href="{page.url}"]')


@pytest.mark.parametrize(
    "address", ["/xx/practices/", "/practices/", "/en/nothing/", "/nothing", "/en/%00/", "/en/" + "x/" * 600]
)
def test_an_unknown_address_is_a_404_without_redirect(address, document):
    assert document(address, status=404).cssselect("main a")


def test_an_address_without_its_last_slash_finds_it(client):
    page = MAKERS["record"]()
    assert client.get(page.url.rstrip("/")).headers["Location"] == page.url


@pytest.mark.parametrize(("view", "status"), [(errors.server_error, 500), (errors.bad_request, 400)])
def test_broken_pages_ask_the_database_nothing(view, status, django_assert_num_queries):
    request = RequestFactory().get("/el/")
    arguments = (request,) if status == 500 else (request, Exception())
    for language, expected in (("el", "en"), ("tr", "tr"), ("en", "en")):
        with translation.override(language), django_assert_num_queries(0, connection=connection):
            response = view(*arguments)
        assert response.status_code == status
        assert f'<html lang="{expected}">' in response.content.decode()


def test_an_old_form_says_how_to_go_on(client):
    strict = type(client)(enforce_csrf_checks=True)
    response = strict.post("/en/sign-in/", {"username": "a"})
    assert response.status_code == 403
    assert "load the page again" in response.content.decode()


def test_a_500_in_a_page_is_the_static_one(client, monkeypatch):
    page = MAKERS["record"]()

    def broken(self, *args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(PracticePage, "get_context", broken)
    client.raise_request_exception = False
    response = client.get(page.url)
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
