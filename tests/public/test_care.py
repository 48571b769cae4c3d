"""Members-only pages and fields, and the organisation's name, in every public output."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models.signals import post_save
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from events.models import EventPage, ShownPractice
from home.models import HomePage, StandardPage
from kb.care import conceal
from kb.enums import Care
from kb.models import FooterLink, ImageText, KbImage, SiteSettings
from kb.versions import versions as versions_of
from practices.models import PracticeIndexPage, PracticePage, PracticeResource, PracticeStep, RelatedPractice
from search.indexing import indexer
from search.pages import PageSource
from taxonomy.models import PageTerm
from tests.factories import make_page, practice, term
from tests.public.conftest import MAKERS, START, in_language
from translation.care import reword_addresses
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


def test_a_page_behind_wagtails_own_restriction_has_no_picture_that_nobody_gets(client, member):
    from wagtail.models import PageViewRestriction

    page = MAKERS["record"]()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(member)
    html = client.get(page.url).content.decode()
    assert page.title in html
    assert "og:image" not in html
    assert '<meta name="robots" content="noindex">' in html


NAME = "Quokka Kitchens"


@pytest.fixture
def unnamed():
    """A practice in English and Turkish that carries its organisation's name wherever it can, and must not tell it."""
    term("organisation", "quokka", NAME)
    page = practice(
        title=f"How {NAME} cooks", content_depth="record", summary=f"At {NAME} people cook.", place=f"{NAME} House",
        licence=f"(c) {NAME}", source_keywords=[NAME], terms=[("organisation", "quokka")],
        what_worked='<p>Ask <a href="https://www.quokka-kitchens.example.org/a">them</a> at Quokka&nbsp;Kitchens.</p>',
    )  # fmt: skip
    page.steps.add(PracticeStep(title=f"Call {NAME}", text=f"{NAME} answers."))
    page.care = Care.ANONYMOUS
    page.save_revision().publish()
    in_language(page, "tr")
    return PracticePage.objects.get(pk=page.pk)


def told(response):
    return "quokka" in response.content.decode().lower()


@pytest.mark.care("not found")
def test_the_404_of_a_changed_language_does_not_name_the_organisation(client, member, unnamed):
    for reader in (None, member):
        if reader:
            client.force_login(reader)
        for language in ("tr", "de"):
            response = client.get(f"/{language}{unnamed.url[3:]}")
            assert response.status_code == 404
            assert "How […] cooks" in response.content.decode()
            assert not told(response)


@pytest.mark.care("link")
def test_no_link_of_the_site_names_the_organisation(client, member, unnamed):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.links.add(FooterLink(page=unnamed))
    settings.save()
    body = f'<p><a linktype="page" id="{unnamed.pk}">there</a></p>'
    text = make_page(StandardPage, title="About", body=body)
    # A practice that somebody moved below the home page is in the navigation.
    unnamed.move(HomePage.objects.get(locale__language_code="en"), pos="last-child")
    Page.objects.filter(pk=unnamed.pk).update(show_in_menus=True)
    for reader in (None, member):
        if reader:
            client.force_login(reader)
        for address in ("/en/", text.url, "/en/search/"):
            response = client.get(address)
            assert response.content.decode().count("How […] cooks") >= 2, address
            assert not told(response), address


@pytest.mark.care("page", "list", "sitemap", "result", "snippet")
def test_no_page_list_hit_or_sitemap_names_the_organisation(client, member, unnamed):
    indexer().sweep()
    addresses = [*(page.url for page in versions(unnamed)), "/en/", unnamed.get_parent().url]
    addresses += ["/en/search/?q=people+cook", "/en/search/?q=cook&view=table", "/sitemap-pages.xml"]
    for reader in (None, member):
        if reader:
            client.force_login(reader)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200
            assert not told(response), address
        assert "How […] cooks" in client.get(addresses[-3]).content.decode()
        assert unnamed.url in client.get(addresses[-3]).content.decode()


@pytest.mark.care("search document")
def test_no_document_of_the_search_names_the_organisation(unnamed):
    (document,) = PageSource().documents([unnamed.translation_key])
    for text in document.texts.values():
        assert "quokka" not in " ".join((text.title, text.summary, text.body, text.members_body)).lower()
    assert "amp" not in document.texts["en"].body


@pytest.mark.care("page")
def test_no_text_or_fact_is_left_with_the_name(unnamed):
    conceal(unnamed, AnonymousUser())
    step = unnamed.steps.all()[0]
    facts = (unnamed.place, unnamed.licence, *unnamed.source_keywords, step.title, step.text)
    assert facts == ("[…] House", "(c) […]", "[…]", "Call […]", "[…] answers.")
    assert unnamed.what_worked == "<p>Ask <a>them</a> at […].</p>"


def test_a_list_asks_nothing_more_for_a_title_that_may_be_shown(unnamed, django_assert_num_queries):
    key = unnamed.translation_key
    Site.get_site_root_paths()  # kept by the process
    with django_assert_num_queries(1):
        found = versions_of([key], None, AnonymousUser())[key]
    assert [version.title for version in found if version.is_original] == ["How […] cooks"]
    named = practice(title="Named", content_depth="record")
    with django_assert_num_queries(1):
        assert [
            v.title for v in versions_of([named.translation_key], None, AnonymousUser())[named.translation_key]
        ] == ["Named"]


@pytest.mark.care("page", "attribution", "image")
def test_a_picture_does_not_name_the_organisation(client, unnamed):
    fields = {"title": "k", "credit": f"Photo: {NAME}", "licence": f"(c) {NAME}"}
    image = KbImage.objects.create(file=get_test_image_file("hall.png"), **fields)
    ImageText.objects.create(image=image, language="en", alternative_text=f"Hall of {NAME}", caption=f"{NAME} in May")
    named = KbImage.objects.create(file=get_test_image_file("quokka_kitchens.png"), **fields)
    full = MAKERS["full"]()
    full.lead_image = unnamed.lead_image = image
    for page in (full, unnamed):
        page.save_revision().publish()
    html = client.get(unnamed.url).content.decode()
    for shown in ('alt="Hall of […]"', "[…] in May", "Photo: […]", "(c) […]"):
        assert shown in html
    assert "quokka" not in html.lower()
    # The same picture with a practice that may be named.
    html = client.get(full.url).content.decode()
    for shown in (f"{NAME} in May", f"Photo: {NAME}"):
        assert shown in html
    unnamed.lead_image = named
    unnamed.save_revision().publish()
    response = client.get(unnamed.url)
    assert not told(response)
    assert b'class="picture"' not in response.content


@pytest.mark.care("page", "list", "attribution")
def test_an_event_does_not_name_its_organisers(client):
    event = make_page(
        EventPage, title=f"{NAME} opens", summary="Quokka Kitchens and ZRMK invite.", start=START, place="Hall",
        organisers=f"The parish; {NAME}, ZRMK", care=Care.ANONYMOUS,
    )  # fmt: skip
    for address in (event.url, event.get_parent().url, "/en/"):
        response = client.get(address)
        assert not told(response), address
        assert "ZRMK" not in response.content.decode(), address
    assert "[…] and […] invite." in client.get(event.url).content.decode()


@pytest.mark.care("page", "redirect")
def test_the_source_and_the_contact_name_the_organisation_without_a_term(client):
    page = practice(
        title=f"How {NAME} cooks with Ana Novak", content_depth="record", source_name=NAME, contact_name="Ana Novak",
        summary="n/a", care=Care.ANONYMOUS,
    )  # fmt: skip
    page = PracticePage.objects.get(pk=page.pk)
    assert page.slug == "how-cooks-with"
    assert page.source_name == NAME
    html = client.get(page.url).content.decode()
    assert "How […] cooks with […]" in html
    assert "quokka" not in html.lower()
    assert "Novak" not in html


def test_only_an_address_with_the_whole_name_is_reworded():
    term("organisation", "eu", "EU")
    fields: dict[str, Any] = {"content_depth": "record", "terms": [("organisation", "eu")]}
    museum, kitchen = practice(title="A museum", **fields), practice(title="An EU kitchen", **fields)
    for page in (museum, kitchen):
        page = PracticePage.objects.get(pk=page.pk)
        page.title, page.care = page.title.replace("A museum", "A house"), Care.ANONYMOUS
        page.save_revision().publish()
    assert PracticePage.objects.get(pk=museum.pk).slug == "a-museum"
    assert PracticePage.objects.get(pk=kitchen.pk).slug == "an-kitchen"


def test_an_address_without_the_name_is_not_saved_again(unnamed):
    saved: list[PracticePage] = []

    def record(instance, **kwargs):
        saved.append(instance)

    post_save.connect(record, sender=PracticePage)
    try:
        reword_addresses(unnamed)
        # The name is all that its title has: no other address comes of it.
        PracticePage.objects.filter(pk=unnamed.pk).update(title=NAME, slug="practicepage")
        term("organisation", "practicepage", "Practicepage")
        unnamed.page_terms.add(PageTerm(term=term("organisation", "practicepage"), sort_order=9))
        reword_addresses(unnamed)
    finally:
        post_save.disconnect(record, sender=PracticePage)
    assert saved == []
