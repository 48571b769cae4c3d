"""A forgotten password, from signing in to the page that says it is changed: by keyboard, on a phone."""

import re

import pytest
from django.core import mail

from tests.browser import looking
from users.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PASSWORD = "quite another password"


@pytest.fixture
def member(db):
    return User.objects.create_user("member@example.org", "a long password")


def test_a_new_password_by_keyboard(member, server, browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server}/tr/sign-in/")
    seen = [page.url]

    def step(*keys):
        """Presses and types, then waits for the page that comes of it; there must be no barrier on it."""
        with page.expect_navigation(wait_until="load"):
            for key in keys:
                page.keyboard.press(key) if key in ("Enter", "Tab") else page.keyboard.type(key)
        assert looking.axe(page) == []
        seen.append(page.url)

    page.locator("main form + p a").focus()
    step("Enter")
    page.locator("input[name=email]").focus()
    step("member@example.org", "Enter")
    (path,) = re.findall(r"https?://[^/\s]+(/\S+)", str(mail.outbox[0].body))
    page.goto(f"{server}{path}")
    page.locator("input[name=new_password1]").focus()
    step("short", "Tab", "short", "Enter")
    page.locator("input[name=new_password1]").focus()
    step(PASSWORD, "Tab", PASSWORD, "Enter")
    assert seen[-1].endswith("/tr/sign-in/changed/")
    page.locator(".menu-button").click()
    assert page.locator(".sign-out button").is_visible()
