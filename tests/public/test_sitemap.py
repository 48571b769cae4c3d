"""What robots are told."""

import lxml.etree
import pytest

from kb.enums import TextState
from practices.models import PracticePage
from tests.factories import locale
from tests.public.conftest import MAKERS, in_language
from translation import service

pytestmark = pytest.mark.django_db
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def sitemap(client):
    def read():
        tree = lxml.etree.fromstring(client.get("/sitemap-pages.xml").content)
        return {
            url.findtext("s:loc", namespaces=NS): {
                link.get("hreflang"): link.get("href") for link in url.findall("x:link", NS)
            }
            for url in tree.findall("s:url", NS)
        }

    return read


def test_robots_names_the_sitemap_and_the_sitemap_its_parts(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert "http://testserver/sitemap-pages.xml" in client.get("/sitemap.xml").content.decode()


def test_pages_with_their_languages(sitemap):
    page = MAKERS["record"]()
    turkish = in_language(page, "tr")
    urls = sitemap()
    expected = {"en": f"http://testserver{page.url}", "tr": f"http://testserver{turkish.url}"}
    assert urls[expected["en"]] == urls[expected["tr"]] == expected
    assert "http://testserver/en/" in urls


def test_what_is_not_complete_or_not_live_or_an_alias_is_not_in_it(sitemap):
    page = MAKERS["record"]()
    machine = {"title": "Makine", "summary": "Metin."}
    turkish = service.translate(page, locale("tr"), machine, publish=True, state=TextState.MACHINE)
    alias = page.create_alias(update_slug="alias")
    down = MAKERS["method"]()
    down.unpublish()
    urls = sitemap()
    assert f"http://testserver{page.url}" in urls
    for each in (turkish, alias, down):
        assert f"http://testserver{each.url}" not in urls


def test_queries_do_not_grow_with_pages(client, django_assert_max_num_queries):
    for _ in range(3):
        in_language(MAKERS["record"](), "tr")
    assert PracticePage.objects.count() == 6
    with django_assert_max_num_queries(9):
        client.get("/sitemap-pages.xml")
