"""How many queries each public page takes: few, and no more when there is more to show."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from events.models import EventIndexPage, ShownPractice
from home.models import HomePage, NewsIndexPage
from kb.care import MEMBERS_GROUP
from kb.models import FooterLink, Funder, KbDocument, KbImage, SiteSettings
from practices.models import (
    MethodIndexPage,
    PracticeIndexPage,
    PracticePage,
    PracticeResource,
    RelatedPractice,
    ThemeIndexPage,
)
from search.indexing import indexer
from tests.factories import term
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db

# A page asks for its way through the tree, its care, its versions, its original and its rows; around it stand
# navigation, languages and the site's settings. The numbers are those measured, with two to spare.
LIMITS = {"record": 33, "short": 33, "full": 34, "method": 23, "event": 26, "news": 22, "standard": 20}
SEARCH = 15
INDEXES = {HomePage: 32, PracticeIndexPage: 19, MethodIndexPage: 19, EventIndexPage: 19, NewsIndexPage: 19}
THEMES, THEME = 17, 26


def queries(client, url):
    """The statements of a second request: what is made once for the process is made in the first."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


def emblem(name):
    return KbImage.objects.create(title=name, file=get_test_image_file(f"{name}.png"))


def file(name):
    return KbDocument.objects.create(title=name, file=ContentFile(name.encode(), f"{name}.txt"))


def index_page(model):
    return model.objects.get(locale__language_code="en")


@pytest.mark.parametrize("kind", LIMITS)
@pytest.mark.parametrize("language", ["en", "el"])
def test_a_page_takes_few_queries(client, kind, language):
    page = MAKERS[kind]()
    translation = in_language(page, "el")
    taken = queries(client, page.url if language == "en" else translation.url)
    assert len(taken) <= LIMITS[kind], "\n".join(taken)


MEMBERS_PAGES = {
    "home": lambda: index_page(HomePage),
    "practices": lambda: index_page(PracticeIndexPage),
    "methods": lambda: index_page(MethodIndexPage),
    **MAKERS,
}
# Session, account, its own permissions, those of its groups, membership: each once in a request, whatever the page.
OF_A_MEMBER = 5


@pytest.mark.parametrize("kind", MEMBERS_PAGES)
def test_a_member_costs_the_same_few_queries_on_every_page(client, member, kind):
    for make in MAKERS.values():
        make()
    indexer().sweep()
    url = MEMBERS_PAGES[kind]().url
    anonymous = queries(client, url)
    client.force_login(member)
    taken = queries(client, url)
    assert len(taken) <= len(anonymous) + OF_A_MEMBER, "\n".join(taken)
    assert len([sql for sql in taken if "auth_group" in sql and MEMBERS_GROUP in sql]) == 1, "\n".join(taken)


def test_a_list_takes_no_more_for_more_entries(client):
    for make in MAKERS.values():
        in_language(make(), "el")
    # Nothing commits in a test's transaction: what is to be found is built by hand.
    indexer().sweep()
    limits = {"/en/search/": SEARCH, **{index_page(model).url: limit for model, limit in INDEXES.items()}}
    before = {url: queries(client, url) for url in limits}
    for make in MAKERS.values():
        in_language(make(), "tr")
        make()
    indexer().sweep()
    for url, limit in limits.items():
        after = queries(client, url)
        assert any(mark in client.get(url).content for mark in (b'<article class="card', b'<article class="hit')), url
        assert len(after) <= len(before[url]) <= limit, "\n".join([url, *after])


def shown_at_an_event(practice):
    event = MAKERS["event"]()
    event.shown_practices.add(ShownPractice(practice=practice))
    event.save_revision().publish()
    return event


def test_a_theme_takes_no_more_for_more_practices_methods_and_events(client):
    def more():
        for kind in ("short", "full"):
            shown_at_an_event(in_language(MAKERS[kind](), "el"))
        indexer().sweep()

    term("theme", "wide", "Wide")
    term("theme", "local-food", "Local food", parent=term("theme", "wide"))
    method = MAKERS["method"]()
    method.term = term("method", "one", "One")
    method.save_revision().publish()
    index = index_page(ThemeIndexPage).url
    more()
    before = {url: queries(client, url) for url in (index, f"{index}wide/")}
    more()
    after = {url: queries(client, url) for url in before}
    assert method.url in client.get(f"{index}wide/").content.decode()
    assert len(after[index]) <= len(before[index]) <= THEMES, "\n".join(after[index])
    assert len(after[f"{index}wide/"]) <= len(before[f"{index}wide/"]) <= THEME, "\n".join(after[f"{index}wide/"])


def test_rows_languages_and_footer_add_no_queries(client):
    page = MAKERS["full"]()
    others = [MAKERS["record"](), MAKERS["short"]()]
    page.related_practices.add(RelatedPractice(related=others[0]))
    page.save_revision().publish()
    settings = SiteSettings.for_site(Page.objects.get(pk=page.pk).get_site())
    settings.links.add(FooterLink(page=others[0]))
    page.resources.add(PracticeResource(title="Guide", document=file("one")))
    page.save_revision().publish()
    settings.funders.add(Funder(name="One", emblem=emblem("one")))
    settings.save()
    before = queries(client, page.url)
    page = PracticePage.objects.get(pk=page.pk)
    page.related_practices.add(RelatedPractice(related=others[1]))
    page.resources.add(PracticeResource(title="Map", document=file("two")))
    page.steps.add(type(page.steps.first())(title="More", sort_order=8, locale=page.locale))
    page.save_revision().publish()
    in_language(page, "tr")
    settings.links.add(FooterLink(page=others[1]))
    settings.funders.add(Funder(name="Two", emblem=emblem("two")))
    settings.save()
    after = queries(client, page.url)
    assert len(after) <= len(before), "\n".join(after)


def test_practices_shown_at_an_event_add_no_queries(client):
    event, practices = MAKERS["event"](), [MAKERS["record"]() for _ in range(3)]
    event.shown_practices.add(ShownPractice(practice=practices[0]))
    event.save_revision().publish()
    before = queries(client, event.url)
    for practice in practices[1:]:
        event.shown_practices.add(ShownPractice(practice=practice))
    event.save_revision().publish()
    assert len(queries(client, event.url)) <= len(before)


def test_a_cold_cache_costs_only_the_sites(client):
    page = MAKERS["record"]()
    warm = len(queries(client, page.url))
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url)
    assert len(captured) <= warm + 4
