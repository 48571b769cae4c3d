"""The settings of a server, in processes of their own."""

import json
import logging
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kb
from kb.log_format import JsonFormatter
from kb.settings.base import LEMMA_LANGUAGES
from search.lemmas.languages import dictionary_of, trie_path
from tests.kb.sites import ROOT, Place

GOOD = {
    "DJANGO_SETTINGS_MODULE": "kb.settings.production",
    "KB_SECRET_KEY": "only for this test: " + "abcdefghij" * 5,
    "KB_HOSTS": "practices.example.org, www.example.org",
}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(f"sqlite:///{tmp_path}/kb.sqlite3", tmp_path)


def test_check_deploy_is_clean(place):
    # The dictionaries of word forms stand where set-up would have built them.
    for language in LEMMA_LANGUAGES:
        path = trie_path(str(dictionary_of(language)), place.folder / "tries")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    result = place.manage("check", "--deploy", "--fail-level", "WARNING", check=False, **GOOD)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"KB_SECRET_KEY": ""}, "KB_SECRET_KEY is not set"),
        ({"KB_SECRET_KEY": "short"}, "at least 50 characters"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not the address of a database"),
        ({"KB_HOSTS": ""}, "KB_HOSTS is not set"),
        ({"KB_HOSTS": "*"}, "KB_HOSTS must name each host"),
        ({"KB_HTTPS": "no"}, "KB_HTTPS is 'no'; it can be 'on' or 'off'"),
        ({"KB_HSTS_SECONDS": "a year"}, "KB_HSTS_SECONDS is 'a year'; it must be a whole number"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_says_how_to_mend_it(place, wrong, message):
    result = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env=place.environment(**{**GOOD, **wrong}),
        capture_output=True,
        text=True,
    )
    assert result.returncode != 0
    assert message in result.stderr.splitlines()[-1]
    assert ".env.example" in result.stderr.splitlines()[-1]


SHOW = (
    "import json; from django.conf import settings as s; print(json.dumps([s.DEBUG, s.ALLOWED_HOSTS, "
    "s.CSRF_TRUSTED_ORIGINS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
    "s.SECURE_HSTS_SECONDS, getattr(s, 'SECURE_PROXY_SSL_HEADER', None)]))"
)


def shown(place: Place, **more: str) -> list[object]:
    found: list[object] = json.loads(place.run(SHOW, **{**GOOD, **more}))
    return found


def test_https_is_on_unless_switched_off(place):
    hosts = ["practices.example.org", "www.example.org"]
    assert shown(place) == [False, hosts, [f"https://{host}" for host in hosts], True, True, True, 31536000, None]
    plain = shown(place, KB_HTTPS="off", KB_BEHIND_PROXY="on")
    header = ["HTTP_X_FORWARDED_PROTO", "https"]
    assert plain == [False, hosts, [f"http://{host}" for host in hosts], False, False, False, 0, header]


def test_every_variable_that_settings_read_is_in_the_example():
    example = (ROOT / ".env.example").read_text()
    sources = [*(ROOT / "kb" / "settings").glob("*.py"), ROOT / "deploy" / "gunicorn.conf.py"]
    text = "".join(path.read_text() for path in sources)
    names = {word for word in text.replace('"', " ").replace("'", " ").split() if word.startswith("KB_")}
    assert len(names) > 10
    assert not [name for name in sorted(names) if f"{name}=" not in example]


def test_what_is_loaded_once_for_all_processes_is_not_offered_to_be_reloaded():
    unit = (ROOT / "deploy" / "systemd" / "good-practices.service").read_text()
    assert "preload_app = True" in (ROOT / "deploy" / "gunicorn.conf.py").read_text()
    assert "ExecReload" not in unit


def test_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == kb.__version__


def test_a_log_line_is_json_without_personal_data():
    try:
        raise ValueError("key (email)=(ana@example.org) exists\nDETAIL:  Key (name)=(Ana Novak) already exists.")
    except ValueError:
        record = logging.LogRecord("kb", logging.ERROR, __file__, 1, "Mail to %s", ("Ana@example.org",), sys.exc_info())
    line = JsonFormatter().format(record)
    found = json.loads(line)
    assert (found["level"], found["logger"], found["message"]) == ("ERROR", "kb", "Mail to [address]")
    assert found["error"] == "builtins.ValueError"
    assert found["trace"][0].endswith("test_a_log_line_is_json_without_personal_data")
    assert "\n" not in line
    assert "ana@example.org" not in line
    assert "Novak" not in line
