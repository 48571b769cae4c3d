"""The catalogues: compiled without gettext's tools, complete in Turkish."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import CommandError, call_command


def catalogue(language):
    with (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def test_the_turkish_catalogue_is_complete_and_keeps_its_placeholders():
    messages = [message for message in catalogue("tr") if message.id]
    missing = [message.id for message in messages if not all(_strings(message)) or message.fuzzy]
    assert missing == []
    broken = [(message.id, [str(error) for error in message.check()]) for message in messages if list(message.check())]
    assert broken == []


def _strings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.fixture
def folder(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    (tmp_path / "tr" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path / "tr" / "LC_MESSAGES"


def test_compiling_writes_what_django_reads_and_only_what_changed(folder, capsys):
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "django.po").write_text(header + 'msgid "a"\nmsgstr "b"\n')
    call_command("compile_catalogues")
    assert "django.mo" in capsys.readouterr().out
    import gettext

    with (folder / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("a") == "b"
    call_command("compile_catalogues")
    assert capsys.readouterr().out == ""


def test_a_broken_catalogue_is_named(folder):
    (folder / "django.po").write_text("this is no catalogue\n")
    with pytest.raises(CommandError, match=r"django\.po"):
        call_command("compile_catalogues")
    assert not list(Path(folder).glob("*.mo*"))
