"""The HTML of every page type and state: valid for the Nu checker, nothing inline that the policy would block."""

import os
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import lxml.html
import pytest
from django.conf import settings

from look.acts import unknown_account
from look.browsing import MissingToolError
from look.checker import faults
from look.places import Place
from tests.browser.demo_site import OPENED, DemoSite

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(demo_site: DemoSite) -> dict[str, str]:
    """The HTML of every place, by its name and language."""
    wanted = [place for place in demo_site.places("en", "el") if place.act not in OPENED]
    return {f"{place.language} {place.name}": fetched(demo_site, place) for place in wanted}


def fetched(site: DemoSite, place: Place) -> str:
    opener = build_opener(HTTPCookieProcessor())
    headers = {"Cookie": f"sessionid={site.sessions[place.session]}"} if place.session else {}
    try:
        with opener.open(Request(f"{site.address}{place.path}", headers=headers)) as answer:
            html: str = answer.read().decode()
    except HTTPError as error:
        assert error.code in place.statuses, place
        return error.read().decode()
    if not place.act:
        return html
    token = lxml.html.fromstring(html).forms[-1].fields["csrfmiddlewaretoken"]
    sent = urlencode({"csrfmiddlewaretoken": token, "username": unknown_account(), "password": "x"}).encode()
    try:
        for _attempt in range(1 if place.act == "refused" else settings.AXES_FAILURE_LIMIT):
            with opener.open(f"{site.address}{place.path}", sent) as answer:
                html = answer.read().decode()
                assert 'role="alert"' in html
    except HTTPError as error:
        assert (error.code, place.act) == (429, "held-up")
        return error.read().decode()
    assert place.act == "refused"
    return html


def test_the_nu_checker_finds_no_error(pages, tmp_path):
    try:
        # With one that has an error: what the checker says of it arrives here.
        found = faults({**pages, "wrong": "<!DOCTYPE html><p hx-get=x>"}, tmp_path)
    except MissingToolError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    assert len(found.pop("wrong")) > 1
    assert found == {}


def inline(html: str) -> Iterator[str]:
    """Scripts, styles and event handlers in the page itself. Data for search engines is no script."""
    for element in lxml.html.fromstring(html).iter():
        if not isinstance(element.tag, str):
            continue
        is_data = element.tag == "script" and element.get("type") == "application/ld+json"
        if element.tag == "style" or (element.tag == "script" and not element.get("src") and not is_data):
            yield f"<{element.tag}>"
        yield from (f"{element.tag} {name}" for name in element.attrib if name == "style" or name.startswith("on"))


def test_nothing_is_inline(pages):
    found = {name: list(inline(html)) for name, html in pages.items()}
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_what_is_inline_is_seen():
    html = '<p style="x">a</p><p onclick="x">b</p><script>1</script><script type="application/ld+json">{}</script>'
    assert list(inline(f"<div>{html}<style>p{{}}</style></div>")) == ["p style", "p onclick", "<script>", "<style>"]
