"""Who tries passwords is held up, and nobody else: docs/decisions/0018-failed-sign-ins.md."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from kb.attempts import network_of
from kb.tasks import forget_failed_sign_ins

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
    assert not AccessAttempt.objects.exists()
    client.logout()
    assert fail(client, 9) == [200] * 9


def test_another_way_of_writing_the_account_is_the_same_account(client, member):
    for number in range(settings.AXES_FAILURE_LIMIT):
        tried(client, account="member@example.org"[:number].upper() + "member@example.org"[number:])
    assert tried(client, "a long password").status_code == 429


def test_another_browser_and_the_admin_are_the_same_door(client, member):
    for number in range(settings.AXES_FAILURE_LIMIT):
        tried(client, **{"User-Agent": f"browser {number}"})
    assert tried(client, "a long password", address="/admin/login/").status_code == 429


def test_nobody_is_held_up_for_what_somebody_else_does(client, member):
    fail(client, settings.AXES_FAILURE_LIMIT)
    assert tried(client, account="other@example.org").status_code == 200
    assert tried(client, "a long password", where=THERE).status_code == 302


def test_it_is_over_after_a_while_and_trying_meanwhile_does_not_prolong_it(client, member):
    fail(client, settings.AXES_FAILURE_LIMIT)
    begun = AccessAttempt.objects.get().attempt_time
    assert fail(client, 3) == [429] * 3
    assert AccessAttempt.objects.get().attempt_time == begun
    AccessAttempt.objects.update(attempt_time=begun - settings.AXES_COOLOFF_TIME)
    assert tried(client, "a long password").status_code == 302


def test_what_counts_no_more_is_deleted_and_no_record_of_sign_ins_is_kept(client, member):
    tried(client)
    tried(client, account="other@example.org")
    old = timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    AccessAttempt.objects.filter(username="other@example.org").update(attempt_time=old)
    assert forget_failed_sign_ins().summary == "1 forgotten"
    kept = AccessAttempt.objects.get()
    assert kept.username == "member@example.org"
    assert "member" not in kept.post_data
    assert "wrong" not in kept.post_data
    assert tried(client, "a long password").status_code == 302
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("is_behind", "peer", "forwarded", "expected"),
    [
        (False, HERE, THERE, HERE),
        (True, "127.0.0.1", THERE, THERE),
        (True, "127.0.0.1", f"{HERE}, {THERE}", THERE),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "127.0.0.1", f"{HERE}, anything", None),
        (False, "", "", None),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (False, "::ffff:198.51.100.7", "", HERE),
    ],
)
def test_where_a_request_comes_from_is_the_proxys_word_or_the_connections(
    settings, is_behind, peer, forwarded, expected
):
    settings.BEHIND_PROXY = is_behind
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})) == expected


def test_an_attempt_from_nowhere_is_counted_too(client, member):
    assert fail(client, settings.AXES_FAILURE_LIMIT, where="") == [200] * 9 + [429]
