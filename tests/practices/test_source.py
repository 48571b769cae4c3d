"""A practice that was written here has no source but itself."""

import pytest

from kb.publishing import missing
from tests.factories import practice

pytestmark = pytest.mark.django_db


def test_a_record_of_ones_own_is_published_without_a_source():
    page = practice(content_depth="record", source_url="")
    assert page.live
    assert missing(page) == []


def test_its_page_shows_the_licence_of_the_text(client):
    page = practice(content_depth="record", source_url="", licence="CC BY 4.0")
    html = client.get(page.url).content.decode()
    assert "Licence of this text" in html
    assert "CC BY 4.0" in html


def test_the_source_s_licence_stands_in_place_of_that_of_the_text(client):
    page = practice(content_depth="record", source_name="A report", source_licence="All rights reserved")
    html = client.get(page.url).content.decode()
    assert "All rights reserved" in html
    assert "CC BY-SA 4.0" not in html
