"""``manage.py demo``: makes what is missing, keeps what is there, says what it did."""

import re
import socket

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Site

from demo import identity, making, reading
from demo.accounts import EDITOR_EMAIL
from demo.management.commands.demo import check_port
from kb.care import MEMBERS_GROUP
from kb.models.site import SiteSettings
from practices.models import PracticePage
from users.models import User


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def little_content(monkeypatch):
    """The pages of the footer and one practice. That all of the content can be made is test_content's concern."""
    wanted = {*identity.FOOTER, "repair-cafe"}
    monkeypatch.setattr(making, "items", lambda: [item for item in reading.items() if item.name in wanted])


def demo(capsys):
    call_command("demo", "--no-server")
    return capsys.readouterr().out


def test_first_and_second_start(db, settings, capsys, client, little_content):
    settings.DEBUG = True
    first = demo(capsys)
    [password] = re.findall(r"^Password: +(\S+)", first, re.MULTILINE)
    editor = User.objects.get(email=EDITOR_EMAIL)
    assert editor.check_password(password)
    assert not editor.is_superuser
    assert password not in str(User.objects.filter(pk=editor.pk).values().get())
    _may_do_the_work_of_an_editor(editor)
    assert Group.objects.filter(name=MEMBERS_GROUP).exists()
    _site_is_described()

    page = PracticePage.objects.get(title="Repair Café")
    page.summary = "Changed by an editor."
    page.save_revision(user=editor).publish(user=editor)
    editor.set_password("her own long one")
    editor.save()
    pages = PracticePage.objects.count()

    second = demo(capsys)
    assert "Password: " not in second
    assert "changepassword" in second
    assert PracticePage.objects.count() == pages
    page.refresh_from_db()
    assert page.summary == "Changed by an editor."
    editor.refresh_from_db()
    assert editor.check_password("her own long one")


def _may_do_the_work_of_an_editor(editor):
    for page in PracticePage.objects.all():
        rights = page.permissions_for_user(editor)
        assert rights.can_edit()
        assert rights.can_publish()
    for right in ("wagtailadmin.access_admin", "taxonomy.change_term", "kb.change_sitesettings"):
        assert editor.has_perm(right), right


def _site_is_described():
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    assert settings.text("en").name == "Good practices"
    assert settings.text("tr").name == "İyi uygulamalar"
    assert [link.page.slug for link in settings.links.all()] == list(identity.FOOTER)


def test_only_with_settings_for_trying(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match=r"docs/operator\.md"):
        call_command("demo", "--no-server")


def test_a_taken_port_is_said_before_anything_is_made(db, settings, taken_port):
    settings.DEBUG = True
    with pytest.raises(CommandError, match=rf"Port {taken_port} is taken .* make demo PORT=\d+"):
        call_command("demo", "--port", str(taken_port))
    assert not User.objects.exists()


def test_a_number_that_is_no_port():
    with pytest.raises(CommandError, match="70000 is no port"):
        check_port(70000)
