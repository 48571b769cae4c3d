"""The index of practices is a page too: Wagtail's view restrictions hold for it."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from practices.models import MethodIndexPage, PracticeIndexPage
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return PracticeIndexPage.objects.get(locale__language_code="en")


def test_an_index_for_signed_in_readers_sends_others_to_sign_in(client, index):
    assert client.get(index.url).status_code == 200
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(index.url)
    assert (response.status_code, response["Location"].partition("?")[2]) == (302, f"next={index.url}")
    client.force_login(User.objects.create_user("reader@example.org", "x"))
    assert "search/results.html" in [template.name for template in client.get(index.url).templates]


def test_an_index_with_a_password_asks_for_it_and_opens(client, index):
    restriction = PageViewRestriction.objects.create(
        page=index, restriction_type=PageViewRestriction.PASSWORD, password="soup"
    )
    assert "search/results.html" not in [template.name for template in client.get(index.url).templates]
    form = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, index.pk])
    client.post(form, {"password": "soup", "return_url": index.url})
    assert "search/results.html" in [template.name for template in client.get(index.url).templates]


def test_an_index_page_of_any_type_is_the_result_page_of_the_kind_that_it_declares(client, monkeypatch):
    methods = MethodIndexPage.objects.get(locale__language_code="en")
    assert "search/results.html" not in [template.name for template in client.get(methods.url).templates]
    monkeypatch.setattr(MethodIndexPage, "results_of", "method")
    answer = client.get(methods.url)
    assert "search/results.html" in [template.name for template in answer.templates]
    assert answer.context["result"].request.kind == "method"
