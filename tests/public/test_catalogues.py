"""The catalogues: compiled without gettext's tools, complete in Turkish."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import CommandError, call_command


def catalogue(language, folder=None):
    with ((folder or settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def test_the_turkish_catalogue_is_complete_and_keeps_its_placeholders():
    messages = [message for message in catalogue("tr") if message.id]
    missing = [message.id for message in messages if not all(_strings(message)) or message.fuzzy]
    assert missing == []
    broken = [(message.id, [str(error) for error in message.check()]) for message in messages if list(message.check())]
    assert broken == []


def test_every_string_of_the_code_is_in_the_catalogues(tmp_path):
    if not shutil.which("xgettext"):
        if os.environ.get("CI") == "true":
            pytest.fail("needs gettext")
        pytest.skip("needs gettext")
    copy = tmp_path / "copy"
    outside = shutil.ignore_patterns(".*", "var", "tests", "__pycache__", "htmlcov")
    shutil.copytree(settings.BASE_DIR, copy, ignore=outside, ignore_dangling_symlinks=True)
    options = ["--locale", "en", "--locale", "tr", "--no-wrap", "--add-location", "file", "--no-obsolete"]
    command = [sys.executable, "manage.py", "makemessages", *options]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kb.settings.dev"}
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    for language in ("en", "tr"):
        extracted, kept = ({m.id for m in catalogue(language, folder)} for folder in (copy / "locale", None))
        assert extracted == kept, "run `make messages`"


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
