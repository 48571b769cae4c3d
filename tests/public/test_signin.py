"""Signing in and out on the public side."""

import lxml.html
import pytest

from tests.public.conftest import MAKERS

pytestmark = pytest.mark.django_db


def test_signing_in_by_e_mail_in_any_letter_case_leads_back(client, member):
    page = MAKERS["record"]()
    address = f"/en/sign-in/?next={page.url}"
    assert f'value="{page.url}"' in client.get(address).content.decode()
    response = client.post(address, {"username": "Member@Example.org", "password": "a long password", "next": page.url})
    assert response.headers["Location"] == page.url
    assert "Sign out" in client.get(page.url).content.decode()


def test_without_a_page_to_go_back_to_it_is_the_home_page_of_the_language(client, member):
    response = client.post("/tr/sign-in/", {"username": "member@example.org", "password": "a long password"})
    assert response.headers["Location"] == "/tr/"
    assert client.post("/tr/sign-out/").headers["Location"] == "/tr/"
    assert "_auth_user_id" not in client.session


def test_an_address_elsewhere_is_not_followed(client, member):
    data = {"username": "member@example.org", "password": "a long password", "next": "https://evil.example/"}
    assert client.post("/en/sign-in/", data).headers["Location"] == "/en/"


def test_a_wrong_password_says_so_at_both_fields_keeps_the_address_and_goes_on_at_the_password(client, member):
    response = client.post("/en/sign-in/", {"username": "member@example.org", "password": "no"})
    html = lxml.html.fromstring(response.content.decode())
    (alert,) = html.cssselect("[role=alert]")
    fields = html.cssselect("form.form input:not([type=hidden])")
    assert [(field.get("aria-invalid"), field.get("aria-describedby")) for field in fields] == [
        ("true", alert.get("id"))
    ] * 2
    assert [field.get("value") for field in fields] == ["member@example.org", None]
    assert [field.get("autofocus") is not None for field in fields] == [False, True]


def test_a_form_that_lacks_the_password_says_so_at_its_field(client):
    html = lxml.html.fromstring(client.post("/en/sign-in/", {"username": "a@example.org"}).content.decode())
    (password,) = html.cssselect("input[name=password]")
    (error,) = html.cssselect(".field-error")
    assert (password.get("aria-invalid"), password.get("aria-describedby")) == ("true", error.get("id"))
    assert not html.cssselect("[role=alert], input[name=username][aria-invalid]")


def test_a_link_signs_nobody_out(client, member):
    client.force_login(member)
    assert client.get("/en/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
