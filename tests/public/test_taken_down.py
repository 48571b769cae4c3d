"""What was there and is not any more says so, and tells nothing that a 404 would not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from home.models import StandardPage
from kb.enums import Care
from kb.models import TakenDownAddress
from kb.tasks import publish_scheduled
from practices.models import PracticePage
from tests.factories import make_page, practice
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return MAKERS["record"]()


def fresh(page):
    return PracticePage.objects.get(pk=page.pk)


def raise_care(page, care):
    page = fresh(page)
    page.care = care
    page.save_revision().publish()


def status(client, address):
    return client.get(address).status_code


def unpublish(page):
    fresh(page).unpublish()


def delete(page):
    fresh(page).delete()


TAKEN_DOWN = pytest.mark.parametrize("take_down", [unpublish, delete])


@TAKEN_DOWN
def test_it_says_so_in_the_readers_language(document, page, take_down):
    turkish = in_language(page, "tr")
    address = turkish.url
    take_down(turkish)
    html = document(address, status=410)
    assert html.get("lang") == "tr"
    assert html.cssselect('meta[name="robots"]')[0].get("content") == "noindex"
    assert not html.cssselect('link[rel="canonical"]')
    links = {a.get("href"): a.get("lang") for a in html.cssselect("main li a")}
    assert links[page.url] == "en"
    assert "/tr/" in links
    assert html.cssselect('main form[action="/tr/search/"] input[name="q"]')


@TAKEN_DOWN
def test_no_cache_keeps_it(client, page, take_down):
    take_down(page)
    answer = client.get(page.url)
    assert answer.status_code == 410
    assert "no-cache" in answer["Cache-Control"]
    assert page.title not in answer.content.decode()
    assert client.head(page.url).status_code == 410


def test_what_stands_below_a_deleted_page_went_with_it(client):
    parent = make_page(StandardPage, title="About", body="<p>We.</p>")
    child = StandardPage(title="Team", body="<p>Us.</p>", locale=parent.locale, live=False)
    parent.add_child(instance=child)
    child.save_revision().publish()
    address = child.url
    StandardPage.objects.get(pk=parent.pk).delete()
    assert status(client, address) == 410
    assert status(client, parent.url) == 410


def test_an_expired_page_was_taken_down(client, page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    publish_scheduled()
    assert status(client, page.url) == 410


@TAKEN_DOWN
def test_once_it_is_back_nothing_is_left_of_it(client, page, take_down):
    address = page.url
    take_down(page)
    if PracticePage.objects.filter(pk=page.pk).exists():
        fresh(page).save_revision().publish()
    else:
        again = practice(title=page.title, content_depth="record")
        assert again.url == address
    assert status(client, address) == 200
    assert not TakenDownAddress.objects.exists()


def test_an_address_that_another_page_moves_to_is_used_again(client):
    first, second = (make_page(StandardPage, title=title, body="<p>We.</p>") for title in ("One", "Two"))
    address = first.url
    StandardPage.objects.get(pk=first.pk).delete()
    second.slug = "one"
    second.save()
    assert second.url == address
    assert status(client, address) == 200
    assert not TakenDownAddress.objects.exists()


@TAKEN_DOWN
@pytest.mark.care("taken down")
def test_a_draft_was_never_there(client, take_down):
    draft = make_page(
        PracticePage,
        title="Draft",
        summary="x",
        source_url="https://example.org",
        content_depth="record",
        publish=False,
    )
    take_down(draft)
    assert status(client, draft.url) == 404
    assert not TakenDownAddress.objects.exists()


@TAKEN_DOWN
@pytest.mark.parametrize("care", [Care.MEMBERS, Care.ANONYMOUS])
@pytest.mark.care("taken down")
def test_what_care_closes_is_not_told_of(client, page, take_down, care):
    turkish = in_language(page, "tr")
    raise_care(page, care)
    addresses = [fresh(page).url, fresh(turkish).url]
    take_down(page)
    take_down(turkish)
    assert [status(client, address) for address in addresses] == [404, 404]
    assert not TakenDownAddress.objects.exists()


@pytest.mark.care("taken down")
def test_care_that_is_raised_on_an_unpublished_page_acts_at_once(client, page):
    unpublish(page)
    assert status(client, page.url) == 410
    PracticePage.objects.filter(pk=page.pk).update(care=Care.MEMBERS)
    assert status(client, page.url) == 404


@TAKEN_DOWN
@pytest.mark.care("taken down")
def test_what_is_behind_a_restriction_is_not_told_of(client, page, take_down):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    take_down(page)
    assert status(client, page.url) == 404


def test_members_are_told_of_what_they_could_read(client, member, page):
    raise_care(page, Care.MEMBERS)
    unpublish(page)
    assert status(client, page.url) == 404
    client.force_login(member)
    assert status(client, page.url) == 410


@pytest.mark.care("taken down")
def test_a_page_that_only_members_may_read_changes_nothing_for_the_others(client, member, page):
    address = page.url
    delete(page)
    again = practice(title=page.title, content_depth="record", care=Care.MEMBERS)
    assert again.url == address
    assert status(client, address) == 410
    client.force_login(member)
    assert status(client, address) == 200


@pytest.mark.care("taken down")
def test_a_deleted_page_does_not_lead_to_what_must_not_name_its_organisation(client, page):
    turkish = in_language(page, "tr")
    address = turkish.url
    delete(turkish)
    raise_care(page, Care.ANONYMOUS)
    answer = client.get(address)
    assert answer.status_code == 410
    assert fresh(page).url not in answer.content.decode()


def test_an_old_address_leads_to_the_page_until_that_is_taken_down(client, page):
    Redirect.objects.create(old_path="/en/old", redirect_page=page)
    assert client.get("/en/old/")["Location"] == page.url
    unpublish(page)
    assert status(client, "/en/old/") == 404


def test_a_redirect_comes_before_what_was_there_once(client, page):
    other = make_page(StandardPage, title="Two", body="<p>We.</p>")
    delete(page)
    assert status(client, page.url) == 410
    Redirect.objects.create(old_path=page.url.rstrip("/"), redirect_page=other)
    assert client.get(page.url)["Location"] == other.url


def test_an_unknown_address_and_an_odd_one_are_404(client):
    for address in ("/en/nothing/", "/en/%00/", "/en/" + "x/" * 600):
        assert status(client, address) == 404
