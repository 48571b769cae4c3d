"""Who forgot her password gets a mail that leads to a new one; nobody gets more of them than she can use."""

import re

import lxml.html
import pytest
from django.core import mail

from kb.attempts import MAILS_FOR_NETWORK, MAILS_TO_ACCOUNT
from tests.public.test_attempts import HERE, THERE, fail, later, tried
from users.models import User

pytestmark = pytest.mark.django_db

FORGOTTEN = "/en/sign-in/forgotten/"
NEW = {"new_password1": "quite another password", "new_password2": "quite another password"}


def ask(client, email="member@example.org", address=FORGOTTEN, where=HERE):
    return client.post(address, {"email": email}, REMOTE_ADDR=where)


def mailed_address():
    """The path of the address in the last mail."""
    (path,) = re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    return path


def text(response):
    return " ".join(lxml.html.fromstring(response.content.decode()).cssselect("main")[0].text_content().split())


def test_from_the_form_to_being_signed_in_with_a_new_password(client, member):
    (link,) = lxml.html.fromstring(client.get("/en/sign-in/").content.decode()).cssselect("main form + p a")
    assert link.get("href") == FORGOTTEN
    assert "E-mail address" in text(client.get(FORGOTTEN))
    sent = ask(client, email="Member@Example.ORG")
    assert sent.headers["Location"] == "/en/sign-in/mailed/"
    assert client.get("/en/sign-in/mailed/").status_code == 200
    assert [message.to for message in mail.outbox] == [["member@example.org"]]

    form = client.get(mailed_address(), follow=True)
    assert "no-store" in form.headers["Cache-Control"]
    fields = lxml.html.fromstring(form.content.decode()).cssselect("form.form input[type=password]")
    helped = {field.get("aria-describedby") for field in fields}
    assert "id_new_password1_helptext" in helped
    where = form.redirect_chain[-1][0]
    assert "/set-password/" in where, "the secret does not stay in the address"
    done = client.post(where, NEW, follow=True)
    assert done.redirect_chain[-1][0] == "/en/sign-in/changed/"
    assert client.session["_auth_user_id"] == str(member.pk)
    member.refresh_from_db()
    assert member.check_password(NEW["new_password1"])


def test_the_link_works_once_and_says_so_afterwards(client, member):
    ask(client)
    where = client.get(mailed_address()).headers["Location"]
    client.post(where, NEW)
    client.logout()
    for spoilt in (mailed_address(), mailed_address()[:-3], "/en/sign-in/new/MQ/x/", "/en/sign-in/new/%00/x-y/"):
        answer = client.get(spoilt, follow=True)
        assert answer.status_code == 200
        assert "does not work any more" in text(answer)
        assert f'href="{FORGOTTEN}"' in answer.content.decode()


def test_a_password_that_is_too_simple_or_told_in_two_ways_is_refused_at_its_field(client, member):
    ask(client)
    where = client.get(mailed_address()).headers["Location"]
    for given in (("password", "password"), ("quite another password", "quite another pasword")):
        answer = client.post(where, dict(zip(NEW, given, strict=True)))
        html = lxml.html.fromstring(answer.content.decode())
        (field,) = html.cssselect("input[aria-invalid=true]")
        assert html.get_element_by_id(f"{field.get('id')}_error").text_content()
    member.refresh_from_db()
    assert member.check_password("a long password")


def test_an_address_without_account_gets_the_same_answer_and_no_mail(client, member):
    known, unknown = ask(client), ask(client, email="nobody@example.org")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_mail(client, member):
    User.objects.update(is_active=False)
    ask(client)
    assert not mail.outbox


def test_the_mail_speaks_the_language_of_the_page(client, member):
    ask(client, address="/tr/sign-in/forgotten/")
    ask(client, address="/el/sign-in/forgotten/")
    turkish, greek = mail.outbox
    assert "http://testserver/tr/sign-in/new/" in turkish.body
    assert "24 saat" in turkish.body
    assert "http://testserver/el/sign-in/new/" in greek.body
    assert "within 24 hours" in greek.body
    assert not any("\n" in message.subject for message in mail.outbox)


def test_no_account_is_flooded_with_mails_from_wherever_they_are_asked_for(client, member, monkeypatch):
    for number in range(MAILS_TO_ACCOUNT):
        assert ask(client, where=f"203.0.113.{number}", email="MEMBER@example.org").status_code == 302
    refused = ask(client)
    assert "Too many mails" in text(refused)
    assert 'value="member@example.org"' in refused.content.decode()
    assert len(mail.outbox) == MAILS_TO_ACCOUNT
    later(monkeypatch, 3601)
    assert ask(client).status_code == 302


def test_one_network_cannot_ask_for_everybody(client, member):
    for number in range(MAILS_FOR_NETWORK):
        assert ask(client, email=f"somebody-{number}@example.org").status_code == 302
    assert ask(client).status_code == 200
    assert ask(client, where=THERE).status_code == 302


def test_who_was_held_up_goes_on_at_once_with_the_new_password(client, member):
    fail(client, 10)
    ask(client)
    where = client.get(mailed_address()).headers["Location"]
    client.post(where, NEW, REMOTE_ADDR=HERE)
    assert client.session["_auth_user_id"] == str(member.pk)
    client.logout()
    assert tried(client, NEW["new_password1"]).status_code == 302


def test_the_admins_form_leads_here(client):
    answer = client.get("/admin/password_reset/", headers={"Accept-Language": "tr"})
    assert answer.headers["Location"] == "/tr/sign-in/forgotten/"


def test_that_it_is_changed_is_said_only_to_who_is_signed_in(client):
    assert client.get("/tr/sign-in/changed/").headers["Location"] == "/tr/sign-in/"
