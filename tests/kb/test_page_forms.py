"""What the form of a new page makes when it is sent more than once."""

from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.urls import reverse

from kb.forms import NEW_PAGE_KEY
from practices.models import PracticeIndexPage, PracticePage
from tests.factories import practice
from tests.forms import form_data
from users.models import User

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


@pytest.fixture
def address():
    parent = PracticeIndexPage.objects.get(locale__language_code="en")
    return reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk])


@pytest.fixture
def form(admin, address):
    data = form_data(admin.get(address).content.decode())
    step = {"steps-TOTAL_FORMS": "1", "steps-0-title": "Find a hall", "steps-0-ORDER": "1", "steps-0-DELETE": ""}
    record = {
        "title": "Sewing",
        "content_depth": "record",
        "summary": "Women mend.",
        "source_url": "https://example.org",
    }
    return {**data, **record, **step}


def titles(page):
    return [step.title for step in page.steps.all()]


def test_the_key_is_the_pages_translation_key(admin, address, form):
    admin.post(address, form)
    assert str(PracticePage.objects.get().translation_key) == form[NEW_PAGE_KEY]


def test_a_refused_form_keeps_its_key(admin, address, form):
    response = admin.post(address, {**form, "summary": "", **PUBLISH})
    assert form_data(response.content.decode())[NEW_PAGE_KEY] == form[NEW_PAGE_KEY]


def test_published_after_an_autosave_whose_answer_was_lost(admin, address, form):
    admin.post(address, form, **JSON)
    response = admin.post(address, {**form, "title": "Sewing together", **PUBLISH})
    assert response.status_code == 302
    page = PracticePage.objects.get()
    assert (page.title, page.live, titles(page)) == ("Sewing together", True, ["Find a hall"])


def test_sent_twice(admin, address, form):
    admin.post(address, {**form, **PUBLISH})
    admin.post(address, {**form, **PUBLISH})
    assert titles(PracticePage.objects.get()) == ["Find a hall"]


def test_autosaved_again_the_form_learns_which_page_it_is(admin, address, form):
    first = admin.post(address, form, **JSON).json()
    second = admin.post(address, {**form, "title": "Sewing together"}, **JSON).json()
    assert (second["success"], second["pk"], second["url"]) == (True, first["pk"], first["url"])
    assert second["hydrate_url"] == first["hydrate_url"]
    draft = PracticePage.objects.get().get_latest_revision_as_object()
    assert (draft.title, titles(draft)) == ("Sewing together", ["Find a hall"])
    assert second["field_updates"]["steps-0-id"] == str(PracticePage.objects.get().steps.get().pk)


def test_an_autosave_that_the_publication_overtook_changes_nothing(admin, address, form):
    admin.post(address, {**form, "title": "Sewing together", **PUBLISH})
    response = admin.post(address, form, **JSON)
    assert response.json()["error_code"] == "invalid_revision"
    assert not PracticePage.objects.get().has_unpublished_changes


@pytest.mark.parametrize("key", ["", "x", "\x00", "00000000-0000-0000-0000-00000000000"])
def test_without_a_usable_key_it_is_a_new_page(admin, address, form, key):
    response = admin.post(address, {**form, NEW_PAGE_KEY: key})
    made = PracticePage.objects.count()
    assert (response.status_code, made) in ((302, 1), (200, 0))


def test_the_key_of_another_page_makes_a_page_of_its_own(admin, address, form):
    other = practice("tr")
    admin.post(address, {**form, NEW_PAGE_KEY: str(other.translation_key)})
    made = PracticePage.objects.get(title="Sewing")
    assert made.translation_key != other.translation_key


def test_nobody_comes_to_another_persons_page_by_its_key(admin, address, form, client):
    admin.post(address, form)
    other = User.objects.create_superuser("other@example.org", "x")
    client.force_login(other)
    client.post(address, {**form, "title": "Mine"})
    assert {(page.title, page.owner.email) for page in PracticePage.objects.all()} == {
        ("Sewing", "root@example.org"),
        ("Mine", "other@example.org"),
    }


def test_who_may_not_add_pages_is_refused(client, address):
    user = User.objects.create_user("nobody@example.org", "x")
    assert client.get(address).status_code == 302
    user.groups.add(Group.objects.create(name="Others"))
    client.force_login(user)
    assert client.post(address, {}).status_code == 302
    assert not PracticePage.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_site")
def test_a_form_waits_for_the_one_before_it_and_reads_what_that_has_written(client):
    """An autosave that is under way while the page is published must not take it down again."""
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    page = practice(publish=False, content_depth="record")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_data(client.get(address).content.decode())

    def autosave():
        client.post(address, {**form, "title": "Typed meanwhile"}, **JSON)
        connection.close()

    sender = Thread(target=autosave)
    with transaction.atomic():
        published = PracticePage.objects.select_for_update().get(pk=page.pk)
        sender.start()
        # Long enough for the other to have read the page, if it were not waiting.
        sender.join(timeout=2)
        assert sender.is_alive()
        published.get_latest_revision().publish()
    sender.join(timeout=60)
    assert not sender.is_alive()
    page.refresh_from_db()
    assert page.live
