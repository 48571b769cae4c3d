import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from users.models import User

pytestmark = pytest.mark.django_db


def test_signs_in_by_email_in_any_letter_case():
    user = User.objects.create_user("Ana.Novak@Example.org", "a long password")
    assert authenticate(username="ana.novak@example.ORG", password="a long password") == user


def test_one_account_per_address_whatever_its_letter_case():
    User.objects.create_user("ana@example.org", "x")
    with pytest.raises(IntegrityError):
        User.objects.create_user("ANA@example.org", "x")


def test_an_account_needs_an_address():
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("", "x")
