"""What robots are told."""

import re

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


def test_home_pages_send_all_others_to_the_choice_of_a_language(sitemap):
    homes = sitemap()["http://testserver/tr/"]
    assert homes["x-default"] == "http://testserver/"
    assert homes["el"] == "http://testserver/el/"


def allowed(robots, path):
    """By RFC 9309: of the rules that fit, the longest; of two equally long ones, the one that allows."""
    rules = re.findall(r"^(Allow|Disallow): (.+)$", robots, re.MULTILINE)
    fitting = [
        (len(pattern), kind == "Allow")
        for kind, pattern in rules
        if re.match(re.escape(pattern).replace(r"\*", ".*"), path)
    ]
    return max(fitting, default=(0, True))[1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", True),
        ("/en/practices/", True),
        ("/en/methods/?page=2", True),
        ("/en/og/7-ab12.png", True),
        ("/media/images/a.jpg", True),
        ("/static/css/site.css", True),
        ("/en/search/", True),
        ("/en/search/?theme=food", False),
        ("/en/search/?theme=food&page=2", False),
        ("/en/sign-in/?next=/en/", False),
        ("/admin/pages/", False),
    ],
)
def test_robots_are_kept_out_of_what_has_no_end(client, path, expected):
    assert allowed(client.get("/robots.txt").content.decode(), path) is expected


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-pages.xml"])
def test_robots_files_are_only_read(client, path):
    assert client.post(path).status_code == 405
    assert client.get("/sitemap-nothing.xml").status_code == 404


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
