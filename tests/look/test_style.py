"""The page of components: for whoever works on the site, drawn by the templates of the pages."""

import lxml.html
import pytest

from demo.accounts import ensure_editor, ensure_members
from look.specimens import components
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.get(email=ensure_editor().email)


def test_readers_are_told_that_there_is_no_such_page(client, member):
    for address in ("/style/", "/style/el/", "/style/en/broken/"):
        assert client.get(address).status_code == 404
    client.force_login(member)
    assert client.get("/style/").status_code == 404


@pytest.fixture
def member():
    user = User.objects.create_user("member@example.org", "a long password")
    user.groups.add(ensure_members())
    return user


@pytest.mark.parametrize("language", ["en", "tr", "el"])
def test_an_editor_sees_every_component_in_the_language_of_the_address(client, editor, language, rf):
    client.force_login(editor)
    response = client.get(f"/style/{language}/", headers={"Accept-Language": "sl"})
    assert response.status_code == 200
    assert response["Content-Language"] == language
    assert "no-store" in response["Cache-Control"]
    document = lxml.html.fromstring(response.content.decode())
    assert document.get("lang") == language
    shown = components(rf.get("/style/"), language)
    assert len(document.cssselect(".style-component")) == len(shown) > 20
    drawn = document.cssselect(".style-drawn")
    assert len(drawn) == sum(len(each.states) * (1 if each.once else 2) for each in shown)
    assert [lxml.html.tostring(each) for each in drawn if not len(each)] == []


def test_what_can_be_there_only_once_is_there_once(client, editor):
    client.force_login(editor)
    document = lxml.html.fromstring(client.get("/style/en/").content.decode())
    ids = document.xpath("//@id")
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


def test_the_states_show_what_they_are_called_after(client, editor):
    client.force_login(editor)
    text = " ".join(lxml.html.fromstring(client.get("/style/en/").content.decode()).text_content().split())
    for words in (
        "Translated by a machine, in part or whole.",
        "Some texts are not translated yet.",
        "Possibly out of date: “Starting situation”",
        "Members also read here what did not work.",
        "This account is closed.",
        "12 more: search for them by name.",
        "In Turkish, not yet in English",
    ):
        assert words in text, words


def test_an_unknown_language_and_the_page_of_an_error(client, editor):
    client.force_login(editor)
    assert client.get("/style/xx/").status_code == 404
    client.raise_request_exception = False
    answer = client.get("/style/tr/broken/")
    assert answer.status_code == 500
    assert 'lang="tr"' in answer.content.decode()
