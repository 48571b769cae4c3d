import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kb.publishing import missing
from practices.models import PracticeIndexPage, PracticePage
from tests.factories import practice
from tests.forms import form_data
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


def test_a_draft_may_be_incomplete():
    page = practice(publish=False, promise="", summary="")
    assert not page.live
    assert {fault.field for fault in missing(page)} == {"promise", "summary"}


def test_publishing_names_each_missing_field():
    page = practice(publish=False, promise="", goal="<p> </p>")
    with pytest.raises(ValidationError) as refused:
        page.get_latest_revision().publish()
    assert refused.value.messages == ["“One-line promise” is missing.", "“Goal” is missing."]
    assert not PracticePage.objects.get(pk=page.pk).live


def test_each_depth_has_its_own_required_fields():
    page = practice(content_depth="record", publish=False)
    assert missing(page) == []
    page.content_depth = "short"
    assert "steps" in {fault.field for fault in missing(page)}
    page.content_depth = "full"
    assert {"minute_problem", "year_start"} <= {fault.field for fault in missing(page)}


def test_a_row_that_is_missing_is_named():
    page = practice(publish=False)
    page.steps.clear()
    assert [fault.message for fault in missing(page)] == ["“Steps” is missing."]


def test_the_editor_shows_what_is_missing_at_the_field(admin):
    page = practice(publish=False, promise="")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    response = admin.post(address, {**data, "action-publish": "action-publish"})
    errors = response.context["form"].errors
    assert errors["promise"] == ["This is missing."]
    assert set(errors) == {"promise", "__all__"}
    # Above the form, where an editor who is in another tab sees it.
    assert "<li>One-line promise: This is missing.</li>" in response.content.decode()
    assert not PracticePage.objects.get(pk=page.pk).live
    response = admin.post(address, {**data, "promise": "Nobody eats alone.", "action-publish": "action-publish"})
    assert response.status_code == 302
    assert PracticePage.objects.get(pk=page.pk).live


def test_the_editor_saves_an_incomplete_draft_of_a_live_page(admin):
    page = practice()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    assert admin.post(address, {**data, "promise": ""}).status_code == 302
    page = PracticePage.objects.get(pk=page.pk)
    assert page.live
    assert page.promise
    assert page.get_latest_revision_as_object().promise == ""


def test_a_new_page_is_refused_with_nothing_written(admin):
    parent = PracticeIndexPage.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk])
    data = form_data(admin.get(address).content.decode())
    response = admin.post(address, {**data, "title": "New", "action-publish": "action-publish"})
    assert response.status_code == 200
    assert {"summary", "situation"} <= set(response.context["form"].errors)
    assert "“Steps” is missing." in response.context["form"].non_field_errors()
    # At the rows themselves too, which have no field of the form.
    assert response.context["form"].formsets["steps"].non_form_errors() == ["This is missing."]
    assert "<span>This is missing.</span>" in response.content.decode()
    assert not PracticePage.objects.exists()
    admin.post(address, {**data, "title": "New"})
    assert PracticePage.objects.get().live is False
