"""Files ask what the pages that use them, their collections and Wagtail's view restrictions let the reader see."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.models import Filter
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from kb.care import may_fetch
from kb.enums import Care
from kb.models import KbDocument, KbImage
from kb.querysets import BasePageQuerySet
from practices.models import PracticeIndexPage, PracticeResource
from tests.factories import practice
from users.models import User

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def image():
    return KbImage.objects.create(title="Kitchen", file=get_test_image_file())


@pytest.fixture
def document():
    return KbDocument.objects.create(title="Guide", file=ContentFile(b"guide", "guide.txt"))


@pytest.fixture
def reader():
    return User.objects.create_user("reader@example.org", "x")


@pytest.fixture
def group(reader):
    return Group.objects.create(name="Board")


@pytest.fixture
def page(image, document):
    page = practice(content_depth="record", lead_image=image)
    page.resources.add(PracticeResource(title="Guide", document=document))
    page.save_revision().publish()
    return page


@pytest.fixture
def addresses(image, document):
    # Made without Wagtail's cache of renditions, which outlives a test whose rows are rolled back.
    rendition = image.create_rendition(Filter("width-100"))
    return [image.file.url, rendition.file.url, document.url, document.file.url]


@pytest.fixture
def closed():
    return Collection.get_first_root_node().add_child(name="Closed").add_child(name="Below")


def statuses(client, addresses):
    return {client.get(address).status_code for address in addresses}


def restrict(page, kind, **fields):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def close(collection, kind, **fields):
    # On the parent: what is below is closed with it.
    return CollectionViewRestriction.objects.create(collection=collection.get_parent(), restriction_type=kind, **fields)


@pytest.mark.care("image", "rendition", "document")
@pytest.mark.parametrize("above", [False, True])
def test_the_files_of_a_page_for_signed_in_readers_are_for_them(client, reader, page, addresses, above):
    assert statuses(client, addresses) == {200}
    restrict(PracticeIndexPage.objects.get(locale=page.locale) if above else page, PageViewRestriction.LOGIN)
    assert client.get(page.url).status_code == 302
    assert statuses(client, addresses) == {404}
    client.force_login(reader)
    assert statuses(client, addresses) == {200}


def test_the_files_of_a_page_for_a_group_are_for_the_group(client, reader, group, page, addresses):
    restrict(page, PageViewRestriction.GROUPS).groups.add(group)
    client.force_login(reader)
    assert statuses(client, addresses) == {404}
    reader.groups.add(group)
    assert statuses(client, addresses) == {200}
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    assert statuses(client, addresses) == {200}


def test_the_files_of_a_page_with_a_password_are_for_those_who_gave_it(client, page, addresses):
    restriction = restrict(page, PageViewRestriction.PASSWORD, password="soup")
    assert statuses(client, addresses) == {404}
    assert "password" in client.get(page.url).content.decode()
    form = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    client.post(form, {"password": "soup", "return_url": page.url})
    assert client.get(page.url).status_code == 200
    assert statuses(client, addresses) == {200}


def test_a_password_given_for_one_page_opens_no_other(client, page, addresses):
    first = practice(title="Another", content_depth="record")
    given = restrict(first, PageViewRestriction.PASSWORD, password="soup")
    restrict(page, PageViewRestriction.PASSWORD, password="bread")
    form = reverse("wagtailcore_authenticate_with_password", args=[given.pk, first.pk])
    client.post(form, {"password": "soup", "return_url": first.url})
    assert client.get(first.url).status_code == 200
    assert statuses(client, addresses) == {404}


def test_a_restriction_that_restricts_nothing_closes_nothing(page, image):
    restrict(page, PageViewRestriction.NONE)
    assert may_fetch(image, ANYBODY)
    assert page.pk in BasePageQuerySet(Page).readable_by(ANYBODY).values_list("pk", flat=True)


@pytest.mark.care("image", "rendition", "document")
def test_the_files_of_a_closed_collection_are_for_those_it_lets_in(client, reader, image, document, addresses, closed):
    KbImage.objects.update(collection=closed)
    KbDocument.objects.update(collection=closed)
    close(closed, CollectionViewRestriction.LOGIN)
    assert client.get(document.url).status_code == 302
    assert statuses(client, [address for address in addresses if address != document.url]) == {404}
    client.force_login(reader)
    assert statuses(client, addresses) == {200}


def test_what_a_public_page_shows_of_a_closed_collection_stays_closed(page, image, closed):
    KbImage.objects.update(collection=closed)
    close(closed, CollectionViewRestriction.LOGIN)
    assert not may_fetch(KbImage.objects.get(), ANYBODY)


def test_the_password_of_a_collection_opens_its_documents(client, document, closed):
    KbDocument.objects.update(collection=closed)
    restriction = close(closed, CollectionViewRestriction.PASSWORD, password="soup")
    assert "password" in client.get(document.url).content.decode()
    assert client.get(document.file.url).status_code == 404
    form = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    client.post(form, {"password": "soup", "return_url": document.url})
    assert statuses(client, [document.url, document.file.url]) == {200}


def test_editors_see_the_images_of_a_collection_and_only_its_group_the_documents(image, document, group, closed):
    editor = User.objects.create_user("editor@example.org", "x")
    editor.groups.add(Group.objects.get(name="Editors"))
    KbImage.objects.update(collection=closed)
    KbDocument.objects.update(collection=closed)
    close(closed, CollectionViewRestriction.GROUPS).groups.add(group)
    assert may_fetch(KbImage.objects.get(), editor)
    assert not may_fetch(KbDocument.objects.get(), editor)
    editor.groups.add(group)
    assert may_fetch(KbDocument.objects.get(), editor)


def test_the_number_of_pages_that_use_a_file_costs_no_queries(image):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert not may_fetch(KbImage.objects.get(), ANYBODY)
        return len(captured)

    practice(title="First", content_depth="record", lead_image=image, care=Care.MEMBERS)
    asked()
    few = asked()
    for number in range(4):
        practice(title=f"Practice {number}", content_depth="record", lead_image=image, care=Care.MEMBERS)
    assert asked() == few


def test_the_owner_of_a_file_is_found_by_an_index():
    with connection.cursor() as cursor:
        for model in (KbImage, KbImage.get_rendition_model(), KbDocument):
            constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
            assert any(each["index"] and each["columns"] == ["file"] for each in constraints.values()), model
