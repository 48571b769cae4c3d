"""Who forgot her password gets a mail that leads to a new one; nobody gets more of them than she can use."""

import re
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import lxml.html
import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.core.cache import caches

from kb import attempts
from kb.attempts import MAILS_FOR_NETWORK, MAILS_TO_ACCOUNT
from kb.context import address
from kb.log_format import without_personal_data
from tests.public.test_attempts import HERE, THERE, fail, tried
from users.models import User

pytestmark = pytest.mark.django_db

FORGOTTEN = "/en/sign-in/forgotten/"
NEW = {"new_password1": "quite another password", "new_password2": "quite another password"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The time by which mails are counted, in seconds: the beginning of an hour."""
    now = SimpleNamespace(seconds=1_800_000 * 1000)
    monkeypatch.setattr(attempts, "time", SimpleNamespace(time=lambda: now.seconds))
    return now


def ask(client, email="member@example.org", address=FORGOTTEN, where=HERE):
    return client.post(address, {"email": email}, REMOTE_ADDR=where)


def mailed_address():
    """The path of the address in the last mail."""
    (path,) = re.findall(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
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
        assert "This link does not work any more" in text(answer)
        title = lxml.html.fromstring(answer.content.decode()).cssselect("title")[0].text_content()
        assert title.strip().startswith("This link does not work any more")
        assert f'href="{FORGOTTEN}"' in answer.content.decode()


def test_a_password_that_is_too_simple_or_told_in_two_ways_is_refused_at_its_field(client, member):
    ask(client)
    where, said = client.get(mailed_address()).headers["Location"], []
    for given in (("password", "password"), ("quite another password", "quite another pasword")):
        answer = client.post(where, dict(zip(NEW, given, strict=True)))
        html = lxml.html.fromstring(answer.content.decode())
        (field,) = html.cssselect("input[aria-invalid=true]")
        (error,) = html.cssselect(f"#{field.get('id')}_error")
        said.append([" ".join(each.text_content().split()) for each in error.cssselect("p")])
    assert [len(each) for each in said] == [2, 1]
    greek = client.post(where.replace("/en/", "/el/"), dict.fromkeys(NEW, "password")).content.decode()
    assert all(each in greek for each in said[0]), "in the language as which the form is marked"
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
    assert "/tr/sign-in/new/" in turkish.body
    assert "24 saat" in turkish.body
    assert "/el/sign-in/new/" in greek.body
    assert "within 24 hours" in greek.body
    assert not any("\n" in message.subject for message in mail.outbox)


def test_the_link_leads_to_the_sites_own_address_whatever_host_was_asked_for(client, member, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://practices.example.org/"
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    for host in ("testserver:8443", "other.example.org"):
        assert client.post(FORGOTTEN, {"email": member.email}, headers={"host": host}).status_code == 302
        assert "https://practices.example.org/en/sign-in/new/" in mail.outbox[-1].body
        assert host not in mail.outbox[-1].body


def test_no_log_holds_what_a_link_holds(member):
    config = run_path(str(Path(site_settings.BASE_DIR) / "deploy" / "gunicorn.conf.py"))
    path = address("new_password", "tr", uidb64="MQ", token="cabc12-0123456789")
    for said in (config["SECRET_PATH"].sub(r"\1[left out]", path), without_personal_data(f"Not Found: {path} (404)")):
        assert "/tr/sign-in/new/[left out]" in said
        assert "MQ" not in said and "cabc12" not in said


def test_no_account_is_flooded_with_mails_from_wherever_they_are_asked_for(client, member, clock):
    for number in range(MAILS_TO_ACCOUNT):
        assert ask(client, where=f"203.0.113.{number}", email="MEMBER@example.org").status_code == 302
    refused = ask(client)
    assert "Too many mails" in text(refused)
    assert 'value="member@example.org"' in refused.content.decode()
    for later in (299, 301, 1800, 3599):
        clock.seconds = 1_800_000 * 1000 + later
        assert ask(client).status_code == 200
    assert len(mail.outbox) == MAILS_TO_ACCOUNT
    clock.seconds += 1
    assert ask(client).status_code == 302, "who went on asking did not prolong it"


def test_what_is_counted_lasts_as_long_as_the_hour(client, member):
    """Django's caches keep for their own time what is counted up."""
    assert (caches["mails"].default_timeout or 0) >= attempts.AN_HOUR


@pytest.mark.parametrize("other", ["mımı@example.org", "mimi@exampIe.org"])
def test_an_address_that_only_looks_the_same_uses_up_nobodys_mails(client, member, other):
    member.email = "mimi@example.org"
    member.save()
    for _time in range(MAILS_TO_ACCOUNT):
        assert ask(client, email=other).status_code == 302
    assert not mail.outbox
    assert ask(client, email=member.email).status_code == 302
    assert len(mail.outbox) == 1


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


def test_that_it_is_changed_is_said_once_to_who_changed_it(client, member):
    client.force_login(member)
    assert client.get("/tr/sign-in/changed/").headers["Location"] == "/tr/"
    ask(client)
    where = client.get(mailed_address()).headers["Location"]
    assert "Your password is changed" in text(client.post(where, NEW, follow=True))
    assert client.get("/en/sign-in/changed/").headers["Location"] == "/en/"
