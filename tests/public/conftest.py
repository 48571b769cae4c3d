"""A small site in English, Turkish and Greek for the tests of the public pages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from django.contrib.auth.models import Group

from events.models import EventPage
from home.models import NewsPage, StandardPage
from kb.care import MEMBERS_GROUP
from practices.models import MethodPage, PracticeIndicator, PracticePage, PracticeStep, PracticeVoice
from taxonomy.enums import Scheme
from tests.factories import SHORT, TERMS, locale, make_page, term
from translation import paths, service
from users.models import User

FULL = {
    **SHORT,
    "content_depth": "full",
    "minute_problem": "People ate alone.",
    "minute_action": "Neighbours cooked.",
    "minute_change": "They met.",
    "minute_needs": "A kitchen.",
    "participants": "<p>The whole street.</p>",
    "results_known": "<p>We counted.</p>",
    "preparation_time": "Two weeks",
    "people_skills": "Two cooks",
    "year_start": 2014,
    "place": "Maribor",
    "what_did_not_work": "<p>The second kitchen closed.</p>",
    "last_confirmed": date(2026, 3, 12),
    "willing_to_answer": True,
}
FULL_TERMS = (
    *TERMS,
    *(
        (scheme.value, "one")
        for scheme in (
            Scheme.METHOD, Scheme.TARGET_GROUP, Scheme.SCALE, Scheme.FORMAT, Scheme.ORGANISATION_TYPE,
            Scheme.MATURITY, Scheme.EVIDENCE_LEVEL,
        )
    ),
)  # fmt: skip
START = datetime(2030, 12, 3, 14, tzinfo=ZoneInfo("Europe/Ljubljana"))


def labelled(terms):
    """The terms, made with a label each."""
    for scheme, code in terms:
        term(scheme, code, f"{scheme} {code}")
    return terms


def full_rows():
    return [
        ("steps", PracticeStep(title="Find a kitchen", text="Ask.", duration="2 weeks", sort_order=0)),
        ("steps", PracticeStep(title="Cook", sort_order=1)),
        ("indicators", PracticeIndicator(name="meals served", value="1,850+", unit="a week", date=date(2018, 5, 1))),
        ("voices", PracticeVoice(text="I came for the soup.", speaker="A guest")),
    ]


MAKERS = {
    "record": lambda: make_page(
        PracticePage, title="Recicleta", summary="Paper by tricycle.", source_url="https://example.org/s",
        source_name="Map", source_licence="CC BY 4.0", content_depth="record",
    ),
    "short": lambda: make_page(PracticePage, title="Short table", rows=full_rows()[:2], terms=labelled(TERMS), **SHORT),
    "full": lambda: make_page(PracticePage, title="Long table", rows=full_rows(), terms=labelled(FULL_TERMS), **FULL),
    "method": lambda: make_page(
        MethodPage, title="World Café", summary="Small groups.", purpose="<p>To talk.</p>",
        when_to_use="<p>Always.</p>", group_size="12",
    ),
    "event": lambda: make_page(
        EventPage, title="Workshop", summary="For partners.", start=START, end=START.replace(hour=16),
        time_zone="Europe/Ljubljana", place="Novo mesto", programme="<p>Welcome</p>",
    ),
    "news": lambda: make_page(
        NewsPage, title="We met", summary="Two of us.", body="<p>Good.</p>", date=date(2026, 5, 4)
    ),
    "standard": lambda: make_page(StandardPage, title="About", introduction="Who.", body="<p>We.</p>"),
}  # fmt: skip
WORD = {"tr": "çeviri", "el": "μετάφραση"}


def in_language(page, language):
    """``page`` translated completely, live: each text is one word of that language, inside the same markup."""
    texts = {
        path: f"<p>{WORD[language]}</p>" if text.startswith("<p>") else f"{WORD[language]} {number}"
        for number, (path, text) in enumerate(paths.texts(page).items())
        if text
    }
    return service.translate(page, locale(language), texts, publish=True)


@pytest.fixture
def member(db):
    user = User.objects.create_user("member@example.org", "a long password")
    user.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    return user


@pytest.fixture
def document(client):
    """A function that asks for a page and gives its parsed HTML; any other answer than 200 fails."""

    def fetch(address, status=200, **headers):
        response = client.get(address if isinstance(address, str) else address.url, headers=headers)
        assert response.status_code == status, (address, response.status_code)
        return lxml.html.fromstring(response.content.decode())

    return fetch
