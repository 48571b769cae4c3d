"""Who tries passwords is held up, and nobody else: docs/decisions/0018-failed-sign-ins.md."""

import base64
import logging
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.core.cache.backends import base, db
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from kb.attempts import network_of

pytestmark = pytest.mark.django_db

HERE, THERE = "198.51.100.7", "203.0.113.9"
WRONG = "wrong"


def tried(client, password=WRONG, account="member@example.org", where=HERE, address="/en/sign-in/", **headers):
    return client.post(address, {"username": account, "password": password}, REMOTE_ADDR=where, headers=headers or None)


def fail(client, times, **how):
    return [tried(client, **how).status_code for _attempt in range(times)]


def test_the_tenth_failure_holds_up_the_right_password_too(client, member):
    assert fail(client, settings.AXES_FAILURE_LIMIT) == [200] * 9 + [429]
    response = tried(client, "a long password", address="/tr/sign-in/")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    assert "no-store" in response.headers["Cache-Control"]
    assert "_auth_user_id" not in client.session
    assert "15 dakika" in response.content.decode()


def test_nine_failures_hold_up_nobody_and_are_forgotten_after_a_success(client, member):
    fail(client, 9)
    assert tried(client, "a long password").status_code == 302
    client.logout()
    assert fail(client, 9) == [200] * 9


def test_another_way_of_writing_the_account_is_the_same_account(client, member):
    for number in range(settings.AXES_FAILURE_LIMIT):
        tried(client, account="member@example.org"[:number].upper() + "member@example.org"[number:])
    assert tried(client, "a long password").status_code == 429


def test_letters_that_a_database_takes_for_one_are_one(client, member):
    member.email = "mimi@example.org"
    member.save()
    for number in range(settings.AXES_FAILURE_LIMIT):
        tried(client, account=f"m{'iı'[number % 2]}m{'ıiI'[number % 3]}@example.org")
    assert tried(client, "a long password", account="mimi@example.org").status_code == 429


@pytest.mark.parametrize(
    "account", ["a" * 300 + "@example.org", "a\0b@example.org", "'; DROP TABLE users_user; --", "💥" * 200]
)
def test_odd_names_are_refused_like_any_other(client, account):
    for address in ("/en/sign-in/", "/admin/login/"):
        assert tried(client, account=account, address=address).status_code == 200


def test_another_browser_and_the_admin_are_the_same_door(client, member):
    for number in range(settings.AXES_FAILURE_LIMIT):
        tried(client, **{"User-Agent": f"browser {number}"})
    assert tried(client, "a long password", address="/admin/login/").status_code == 429


def test_nobody_is_held_up_for_what_somebody_else_does(client, member):
    fail(client, settings.AXES_FAILURE_LIMIT)
    assert tried(client, account="other@example.org").status_code == 200
    assert tried(client, "a long password", where=THERE).status_code == 302


def later(monkeypatch, seconds):
    """Lets the cache see another time."""
    monkeypatch.setattr(base, "time", SimpleNamespace(time=lambda: time.time() + seconds))
    monkeypatch.setattr(db, "tz_now", lambda: timezone.now() + timedelta(seconds=seconds))


def test_it_is_over_after_a_while_and_trying_meanwhile_does_not_prolong_it(client, member, monkeypatch):
    wait = settings.AXES_COOLOFF_TIME.total_seconds()
    fail(client, settings.AXES_FAILURE_LIMIT)
    later(monkeypatch, wait - 60)
    assert fail(client, 3) == [429] * 3
    later(monkeypatch, wait + 1)
    assert tried(client, "a long password").status_code == 302


def test_only_a_number_is_stored_and_no_name_is_logged(client, member, caplog):
    caplog.set_level(logging.INFO)
    headers = {"User-Agent": "telltale browser"}
    tried(client, **headers)
    fail(client, settings.AXES_FAILURE_LIMIT, account="Other@example.org", **headers)
    tried(client, "a long password", **headers)
    assert "login failure" in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM users_attempts")
        rows = cursor.fetchall()
    assert len(rows) == 1
    stored = [f"{key} {base64.b64decode(value)!r}" for key, value in rows]
    for told in (caplog.text, *stored):
        assert not [word for word in ("example.org", HERE, "telltale") if word in told.lower()]
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("is_behind", "peer", "forwarded", "expected"),
    [
        (False, HERE, THERE, HERE),
        (True, "127.0.0.1", THERE, THERE),
        (True, "127.0.0.1", f"{HERE}, {THERE}", THERE),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "127.0.0.1", f"{HERE}, anything", "127.0.0.1"),
        (False, "", "", "::"),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (False, "::ffff:198.51.100.7", "", HERE),
        (True, "127.0.0.1", f"{THERE}:4711", THERE),
        (True, "127.0.0.1", "[2001:db8:1:2::5]:443", "2001:db8:1:2::"),
        (True, "127.0.0.1", "[2001:db8:1:2::5]", "2001:db8:1:2::"),
    ],
)
def test_where_a_request_comes_from_is_the_proxys_word_or_the_connections(
    settings, is_behind, peer, forwarded, expected
):
    settings.BEHIND_PROXY = is_behind
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})) == expected


def test_an_attempt_from_nowhere_is_counted_too(client, member):
    assert fail(client, settings.AXES_FAILURE_LIMIT, where="") == [200] * 9 + [429]
