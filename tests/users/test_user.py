import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError
from django.test import RequestFactory

from users.models import User

pytestmark = pytest.mark.django_db

GOOD = "a long password"


def signed_in(name, password=GOOD):
    return authenticate(RequestFactory().post("/en/sign-in/"), username=name, password=password)


def test_signs_in_by_email_in_any_letter_case():
    user = User.objects.create_user("Ana.Novak@Example.org", "a long password")
    assert signed_in("ana.novak@example.ORG") == user
    assert signed_in("ana.novak@example.ORG", "another password") is None


def test_an_address_with_another_letter_is_another_address():
    User.objects.create_user("mimi@example.org", "a long password")
    assert signed_in("mımi@example.org") is None
    other = User.objects.create_user("mımi@example.org", "a long password")
    assert signed_in("mımi@example.org") == other


def test_one_account_per_address_whatever_its_letter_case():
    User.objects.create_user("ana@example.org", "x")
    with pytest.raises(IntegrityError):
        User.objects.create_user("ANA@example.org", "x")


def test_an_account_needs_an_address():
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("", "x")
