"""Members-only pages and fields, and the organisation's name, in every public output."""

import pytest

from events.models import EventPage, ShownPractice
from home.models import HomePage, StandardPage
from kb.enums import Care
from practices.models import PracticeIndexPage, PracticePage, PracticeResource, RelatedPractice
from search.indexing import indexer
from tests.factories import make_page, term
from tests.public.conftest import MAKERS, START, in_language
from users.models import User

pytestmark = pytest.mark.django_db
SECRET = "Zebrafish"


@pytest.fixture
def closed():
    """A members-only practice in English, Turkish and Greek, named by other pages in every way there is."""
    page = make_page(
        PracticePage, title=SECRET, summary=f"{SECRET} swim.", source_url="https://example.org", content_depth="record"
    )
    turkish, greek = in_language(page, "tr"), in_language(page, "el")
    for each in (turkish, greek):
        each.title = f"{SECRET} {each.locale.language_code}"
        each.save_revision().publish()
    page = PracticePage.objects.get(pk=page.pk)
    page.care = Care.MEMBERS
    page.save_revision().publish()
    return page


@pytest.fixture
def around(closed):
    """Public pages that lead to it, and the lists it would be in."""
    full = MAKERS["full"]()
    full.related_practices.add(RelatedPractice(related=closed))
    full.save_revision().publish()
    event = make_page(
        EventPage, title="Open day", summary="All.", start=START, place="Here",
        rows=[("shown_practices", ShownPractice(practice=closed))],
    )  # fmt: skip
    body = f'<p><a linktype="page" id="{closed.pk}">there</a></p>'
    text = make_page(StandardPage, title="About", body=body)
    lists = [page for model in (HomePage, PracticeIndexPage) for page in model.objects.all()]
    # A test's transaction never commits: what is due is built by hand.
    indexer().sweep()
    return [
        *(page.url for page in (full, event, text, *lists)),
        "/",
        "/en/search/",
        "/sitemap-pages.xml",
        "/sitemap.xml",
    ]


def versions(page):
    return list(PracticePage.objects.filter(translation_key=page.translation_key))


@pytest.mark.care("page")
def test_it_is_not_there_for_anybody_else_in_any_language(client, closed):
    addresses = [page.url for page in versions(closed)]
    assert len(addresses) == 3
    for user in (None, User.objects.create_user("other@example.org", "x")):
        if user:
            client.force_login(user)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 404
            assert SECRET not in response.content.decode()


@pytest.mark.care("not found")
def test_the_404_of_a_changed_language_does_not_tell_of_it(client, closed):
    for language in ("de", "tr", "sl"):
        response = client.get(f"/{language}{closed.url[3:]}")
        assert response.status_code == 404
        assert SECRET not in response.content.decode()


@pytest.mark.care("list", "link", "sitemap", "result")
def test_no_page_list_link_or_sitemap_tells_of_it(client, around):
    for address in around:
        response = client.get(address)
        assert response.status_code == 200, address
        assert SECRET.lower() not in response.content.decode().lower(), address


def test_members_read_it_and_find_it_in_their_lists(client, closed, around, member):
    client.force_login(member)
    for page in versions(closed):
        response = client.get(page.url)
        assert response.status_code == 200
        assert b"members-mark" in response.content
        assert b'content="noindex"' in response.content
    for address in around[:4]:
        assert SECRET.lower() in client.get(address).content.decode().lower(), address
    assert SECRET.lower() not in client.get("/sitemap-pages.xml").content.decode().lower()


@pytest.mark.care("page", "list")
def test_the_original_decides_not_the_translations_own_row(client, closed):
    turkish = next(page for page in versions(closed) if page.locale.language_code == "tr")
    PracticePage.objects.filter(pk=turkish.pk).update(care=Care.PUBLIC)
    for address in ("/tr/", turkish.get_parent().url, turkish.url):
        assert SECRET not in client.get(address).content.decode()


@pytest.mark.care("page")
def test_a_members_field_is_for_members(client, member):
    page = MAKERS["full"]()
    greek = in_language(page, "el")
    for each in (page, greek):
        text = each.what_did_not_work.strip("</p>")
        before = client.get(each.url).content.decode()
        assert "members-row" in before
        assert 'class="part part-members"' not in before
        if each is page:
            assert text not in before
    client.force_login(member)
    html = client.get(page.url).content.decode()
    assert "The second kitchen closed." in html
    assert "Members only" in html
    assert "members-row" not in html


@pytest.mark.care("page", "list", "sitemap", "attribution")
def test_without_the_organisations_name_no_output_has_it(client, member):
    name = "Shelter Quokka"
    page = make_page(
        PracticePage, title="A shelter", summary="A roof.", source_url="https://quokka.example.org", source_name=name,
        website="https://quokka.example.org", citation=f"{name}, 2020", contact_name=name, content_depth="record",
        care=Care.ANONYMOUS,
    )  # fmt: skip
    page.resources.add(PracticeResource(title=f"{name} guide", url="https://quokka.example.org/g"))
    page.save_revision().publish()
    indexer().sweep()
    addresses = [page.url, in_language(page, "tr").url, "/en/", page.get_parent().url, "/sitemap-pages.xml"]
    for user in (None, member):
        if user:
            client.force_login(user)
        for address in addresses:
            html = client.get(address).content.decode()
            assert "quokka" not in html.lower(), address
    assert "A shelter" in client.get(page.url).content.decode()


@pytest.mark.care("attribution")
def test_the_terms_that_name_the_organisation_go_too(client):
    term("theme", "housing-for-all", "Housing")
    term("organisation", "quokka", "Quokka")
    page = make_page(
        PracticePage, title="A shelter", summary="A roof.", source_url="https://example.org", content_depth="record",
        terms=[("theme", "housing-for-all"), ("organisation", "quokka")],
    )  # fmt: skip
    html = client.get(page.url).content.decode()
    assert "Housing" in html
    assert "Quokka" in html
    page.care = Care.ANONYMOUS
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    assert "Housing" in html
    assert "Quokka" not in html


def test_a_page_behind_wagtails_own_restriction_is_in_no_list(client, member):
    from wagtail.models import PageViewRestriction

    page = MAKERS["record"]()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    indexer().sweep()
    listed = page.get_parent().url
    assert page.url not in client.get(listed).content.decode()
    assert page.url not in client.get("/sitemap-pages.xml").content.decode()
    assert client.get(page.url).headers["Location"].startswith("/en/sign-in/?next=")
