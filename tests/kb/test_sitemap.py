"""The sitemap costs what is in it, not what is on the site."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from kb.querysets import BasePageQuerySet
from tests.factories import practice

pytestmark = pytest.mark.django_db


def test_the_list_of_parts_loads_no_page(client):
    practice(content_depth="record")
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/sitemap.xml")
    assert b"/sitemap-pages.xml" in response.content
    assert not [query["sql"] for query in captured if '"wagtailcore_page"."title"' in query["sql"]]


def test_the_list_of_parts_says_when_the_last_page_was_published(client):
    page = practice(content_depth="record")
    latest = timezone.now().replace(year=2099, month=5, day=17, hour=12)
    Page.objects.filter(pk=page.pk).update(last_published_at=latest)
    assert b"<lastmod>2099-05-17T" in client.get("/sitemap.xml").content
    assert b"<lastmod>2099-05-17</lastmod>" in client.get("/sitemap-pages.xml").content
    assert "2099" in client.get("/sitemap-pages.xml")["Last-Modified"]


def test_a_site_without_public_pages_has_a_list_all_the_same(client):
    Page.objects.filter(depth__gt=1).update(live=False)
    assert not BasePageQuerySet(Page).readable_by(AnonymousUser()).filter(depth__gt=1).exists()
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert b"lastmod" not in response.content
