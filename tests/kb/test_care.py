"""Care: one function, asked by every output; raised care acts at once."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import Translation

from events.models import EventIndexPage, EventPage
from kb.care import MEMBERS_GROUP, care_of, conceal, is_member, may_fetch, may_read
from kb.enums import Care, FileCare
from kb.models import ImageText, KbDocument, KbImage
from practices.models import PracticePage, PracticeResource
from tests.factories import locale, make_page, practice, term
from translation import service
from users.models import User

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def member():
    user = User.objects.create_user("member@example.org", "x")
    user.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    return user


def raise_care(page, care):
    page = PracticePage.objects.get(pk=page.pk)
    page.care = care
    page.save_revision().publish()


def test_a_member_is_a_signed_in_account_of_the_group(member):
    assert is_member(member)
    assert not is_member(ANYBODY)
    assert not is_member(User.objects.create_user("other@example.org", "x"))
    member.is_active = False
    assert not is_member(member)


def test_the_original_decides_for_every_language_at_once(member):
    page = practice(content_depth="record")
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    raise_care(page, Care.MEMBERS)
    for each in (page, turkish):
        assert care_of(each) == Care.MEMBERS
        assert PracticePage.objects.get(pk=each.pk).care == Care.MEMBERS
        assert not may_read(each, ANYBODY)
        assert may_read(each, member)


@pytest.fixture
def in_two_languages():
    page = practice(content_depth="record")
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    return page, turkish


@pytest.mark.parametrize("care", [Care.MEMBERS, Care.ANONYMOUS])
def test_care_reaches_a_translation_that_follows_its_original_no_more(in_two_languages, care):
    page, turkish = in_two_languages
    Translation.objects.update(enabled=False)
    raise_care(page, care)
    assert not service.in_sync(turkish)
    assert PracticePage.objects.get(pk=turkish.pk).care == care


@pytest.mark.parametrize("options", [{}, {"update_fields": ["care"]}])
def test_care_is_raised_by_saving_without_publishing(in_two_languages, options):
    page, turkish = (PracticePage.objects.get(pk=each.pk) for each in in_two_languages)
    page.care = Care.MEMBERS
    page.save(**options)
    assert PracticePage.objects.get(pk=turkish.pk).care == Care.MEMBERS


def test_saving_a_translation_or_another_field_spreads_no_care(in_two_languages):
    page, turkish = (PracticePage.objects.get(pk=each.pk) for each in in_two_languages)
    page.care = turkish.care = Care.MEMBERS
    page.save(update_fields=["title"])
    assert PracticePage.objects.get(pk=turkish.pk).care == Care.PUBLIC
    turkish.save()
    assert PracticePage.objects.get(pk=page.pk).care == Care.PUBLIC


def test_care_that_cannot_be_spread_is_not_raised(in_two_languages, monkeypatch):
    """The original and its translations change in one transaction, or not at all."""
    page, _turkish = in_two_languages

    def broken(original: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("kb.care.spread", broken)
    with pytest.raises(RuntimeError):
        raise_care(page, Care.MEMBERS)
    assert {each.care for each in PracticePage.objects.all()} == {Care.PUBLIC}


def test_a_translation_cannot_lower_the_care_of_its_original():
    page = practice(content_depth="record", care=Care.MEMBERS)
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    PracticePage.objects.filter(pk=turkish.pk).update(care=Care.PUBLIC)
    assert not may_read(PracticePage.objects.get(pk=turkish.pk), ANYBODY)


def test_deleting_the_original_does_not_open_its_translations():
    page = practice(content_depth="record")
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    raise_care(page, Care.MEMBERS)
    PracticePage.objects.get(pk=page.pk).delete()
    assert not may_read(PracticePage.objects.get(pk=turkish.pk), ANYBODY)


def test_a_members_field_and_the_organisation_are_hidden(member):
    names: dict[str, Any] = {"source_name": "Acme", "website": "https://example.org", "contact_name": "Ana Novak"}
    page = practice(what_did_not_work="<p>The bishop objected.</p>", **names)

    def shown(user):
        found = PracticePage.objects.get(pk=page.pk)
        conceal(found, user)
        return {name for name in ("what_did_not_work", *names) if getattr(found, name)}

    assert shown(ANYBODY) == set(names)
    assert shown(member) == {"what_did_not_work", *names}
    raise_care(page, Care.ANONYMOUS)
    assert shown(ANYBODY) == set()
    assert shown(member) == {"what_did_not_work"}


@pytest.fixture
def image():
    return KbImage.objects.create(title="Kitchen", file=get_test_image_file())


@pytest.fixture
def document():
    return KbDocument.objects.create(title="Guide", file=ContentFile(b"guide", "guide.txt"))


@pytest.mark.care("image", "rendition", "document")
def test_the_files_of_a_restricted_practice_are_restricted(client, member, image, document):
    page = practice(content_depth="record", lead_image=image)
    page.resources.add(PracticeResource(title="Guide", document=document))
    page.save_revision().publish()
    addresses = [image.file.url, image.get_rendition("width-100").file.url, document.url, document.file.url]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    raise_care(page, Care.MEMBERS)
    for address in addresses:
        assert client.get(address).status_code == 404, address
    client.force_login(member)
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_a_file_that_a_public_page_uses_too_stays_public(image):
    practice(title="Closed", content_depth="record", lead_image=image, care=Care.MEMBERS)
    assert not may_fetch(image, ANYBODY)
    practice(title="Open", content_depth="record", lead_image=image)
    assert may_fetch(image, ANYBODY)


def test_a_file_of_an_unpublished_page_is_for_those_who_edit(image):
    page = practice(content_depth="record", lead_image=image)
    page.unpublish()
    assert not may_fetch(image, ANYBODY)
    assert may_fetch(image, User.objects.create_superuser("root@example.org", "x"))


@pytest.mark.care("document")
def test_a_file_can_be_for_members_by_itself(client, member, document):
    document.care = FileCare.MEMBERS
    document.save()
    assert client.get(document.url).status_code == 404
    client.force_login(member)
    assert client.get(document.url).status_code == 200


def test_what_no_image_or_document_owns_is_not_served(client, settings):
    (settings.MEDIA_ROOT / "stray.txt").write_text("x")
    assert client.get("/media/stray.txt").status_code == 404
    assert client.get("/media/../manage.py").status_code == 404
    assert client.get("/media/%00").status_code == 404


def test_a_kept_copy_is_asked_for_again(client, image):
    first = client.get(image.file.url)
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(image.file.url, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304


def test_an_image_speaks_the_readers_language_or_nothing(image):
    ImageText.objects.create(image=image, language="tr", alternative_text="Mutfak")
    assert image.text("tr").alternative_text == "Mutfak"
    assert image.text("sl") is None


def test_a_page_of_a_type_without_care_is_public(client):
    from home.models import NewsPage

    page = make_page(NewsPage, title="We met", summary="In May.", body="<p>It was good.</p>")
    assert care_of(page) == Care.PUBLIC
    assert client.get(page.url).status_code == 200


@pytest.mark.care("page")
def test_a_members_only_page_does_not_exist_for_others_in_any_language(client, member):
    page = practice(content_depth="record", care=Care.MEMBERS)
    turkish = service.translate(page, locale("tr"), {"title": "Uzun masa", "summary": "Komşular."}, publish=True)
    for each in (page, turkish):
        assert client.get(each.url).status_code == 404
    client.force_login(member)
    for each in (page, turkish):
        assert client.get(each.url).status_code == 200


@pytest.mark.care("page")
def test_a_members_only_field_is_on_no_public_page(client, member):
    page = practice(what_did_not_work="<p>The bishop objected.</p>")
    assert "bishop" not in client.get(page.url).content.decode()
    client.force_login(member)
    assert "bishop" in client.get(page.url).content.decode()


@pytest.mark.care("page", "attribution")
def test_without_the_organisations_name_no_page_has_it(client, member):
    term("organisation", "acme", "Acme Kitchens")
    page = practice(
        title="How Acme Kitchens cooks",
        content_depth="record",
        summary="At ACME KITCHENS people cook.",
        source_name="Acme Kitchens",
        website="https://acme-kitchens.example.org",
        terms=[("organisation", "acme")],
    )
    texts = {"title": "Acme Kitchens nasıl pişirir", "summary": "Acme Kitchens’te pişirilir."}
    turkish = service.translate(page, locale("tr"), texts, publish=True)
    assert "Acme" in client.get(page.url).content.decode()
    raise_care(page, Care.ANONYMOUS)
    client.force_login(member)
    for each in (page, turkish):
        html = client.get(PracticePage.objects.get(pk=each.pk).url).content.decode()
        main = html[html.index("<main") : html.index("</main>")].lower()
        assert "acme" not in main
        assert "[…]" in main


@pytest.mark.care("redirect")
def test_an_old_address_does_not_tell_whose_practice_it_is(client, member, django_capture_on_commit_callbacks):
    term("organisation", "acme", "Acme Kitchens")
    page = practice(title="How Acme Kitchens cooks", content_depth="record", terms=[("organisation", "acme")])
    texts = {"title": "Acme Kitchens nasıl pişirir", "summary": "Komşular pişirir."}
    turkish = service.translate(page, locale("tr"), texts, publish=True)
    named = [page.url, turkish.url]
    assert all("acme-kitchens" in address for address in named)
    with django_capture_on_commit_callbacks(execute=True):
        raise_care(page, Care.ANONYMOUS)
    # Wagtail keeps them, as addresses of pages that have moved.
    assert {redirect.old_path + "/" for redirect in Redirect.objects.all()} == set(named)
    for reader in (None, member):
        if reader:
            client.force_login(reader)
        for address in (*named, *(f"{address}?page=1" for address in named)):
            assert client.get(address).status_code == 404, address
    raise_care(page, Care.PUBLIC)
    for address, each in zip(named, (page, turkish), strict=True):
        assert client.get(address)["Location"] == PracticePage.objects.get(pk=each.pk).url


@pytest.mark.care("redirect")
def test_an_old_address_of_a_members_only_page_is_known_to_members_only(client, member):
    page = practice(content_depth="record")
    Redirect.add_redirect("/en/practices/what-it-was-called/", page)
    moved = client.get("/en/practices/what-it-was-called/")
    assert (moved.status_code, moved["Location"], moved["Cache-Control"]) == (301, page.url, "private, no-cache")
    raise_care(page, Care.MEMBERS)
    assert client.get("/en/practices/what-it-was-called/").status_code == 404
    client.force_login(member)
    assert client.get("/en/practices/what-it-was-called/")["Location"] == page.url


def test_an_old_address_of_an_unpublished_page_leads_nowhere(client):
    page = practice(content_depth="record")
    Redirect.add_redirect("/en/practices/what-it-was-called/", page)
    page.unpublish()
    assert client.get("/en/practices/what-it-was-called/").status_code == 404


def test_other_redirects_go_where_editors_say(client):
    Redirect.add_redirect("/en/old/", "https://example.org/", is_permanent=False)
    for address in ("/en/old/", "/en/old", "/en/old/?q=1"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "https://example.org/"), address
    for address in ("/en/nowhere/", "/en/%00/", "/en/%ff/", "/en/κάπου/"):
        assert client.get(address).status_code == 404, address


@pytest.mark.care("list")
def test_a_list_has_no_event_that_is_for_members_only(client, member):
    start = timezone.now()
    fields: dict[str, Any] = {"summary": "We meet.", "start": start, "place": "Ljubljana"}
    make_page(EventPage, title="Open day", **fields)
    make_page(EventPage, title="Closed day", care=Care.MEMBERS, **fields)
    index = EventIndexPage.objects.get(locale__language_code="en")
    listed = client.get(index.url).content.decode()
    assert "Open day" in listed
    assert "Closed day" not in listed
    client.force_login(member)
    assert "Closed day" in client.get(index.url).content.decode()


@pytest.mark.care("list")
def test_a_list_does_not_name_an_organisation_that_is_not_to_be_named(client, member):
    term("organisation", "acme", "Acme Kitchens")
    fields: dict[str, Any] = {"content_depth": "record", "terms": [("organisation", "acme")]}
    for number, care in enumerate((Care.PUBLIC, Care.ANONYMOUS, Care.MEMBERS)):
        practice(title=f"Acme Kitchens {number}", care=care, **fields)
    html = client.get("/en/").content.decode()
    assert "Acme Kitchens 0" in html
    assert "[…] 1" in html
    assert "Acme Kitchens 1" not in html
    assert "Acme Kitchens 2" not in html
    client.force_login(member)
    html = client.get("/en/").content.decode()
    assert "Acme Kitchens 2" in html
    assert "Acme Kitchens 1" not in html


def test_membership_is_asked_once_for_an_instance_and_anew_when_its_groups_change(django_assert_num_queries):
    account = User.objects.create_user("once@example.org", "x")
    assert not is_member(account)
    with django_assert_num_queries(0):
        assert not is_member(account)
    account.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    assert is_member(account)
    account.is_active = False
    assert not is_member(account)


def test_an_account_that_is_read_anew_is_asked_anew():
    account = User.objects.create_user("anew@example.org", "x")
    assert not is_member(account)
    Group.objects.get_or_create(name=MEMBERS_GROUP)[0].user_set.add(account)
    assert is_member(User.objects.get(pk=account.pk))
