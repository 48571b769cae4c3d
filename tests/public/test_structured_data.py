"""What a page says in the words of schema.org is what it shows."""

import json

import pytest

from kb.models import SiteSettings
from kb.structured_data import licence, script
from practices.models import MethodPage, MethodStep, PracticePage, PracticeResource
from tests.factories import make_page, practice, term
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def nodes(document):
    """The nodes of a page by their type."""

    def read(page):
        [block] = document(page).cssselect('script[type="application/ld+json"]')
        said = json.loads(block.text)
        assert said["@context"] == "https://schema.org"
        return {node["@type"]: node for node in said["@graph"]}

    return read


def test_a_practice(nodes):
    term("country", "si", "Slovenia")
    term("theme", "local-food", "Local food")
    term("organisation", "table", "The Table")
    page = practice(
        title="The long table", year_start=2014, year_end=2019, place="Maribor", latitude=46.5547, longitude=15.6459,
        source_name="Map", source_url="https://example.org/s", source_licence="CC BY-NC 4.0",
        terms=[("country", "si"), ("theme", "local-food"), ("organisation", "table"), ("sdg", "2")],
    )  # fmt: skip
    page.resources.add(PracticeResource(title="Report", url="https://example.org/r", kind="source"))
    page.save_revision().publish()
    turkish = in_language(page, "tr")
    said = nodes(page)["Article"]
    assert said["headline"] == said["name"] == "The long table"
    assert (said["inLanguage"], said["url"]) == ("en", f"{SITE}{page.url}")
    assert said["datePublished"][:4].isdecimal() and said["dateModified"] >= said["datePublished"]
    assert {"@type": "DefinedTerm", "name": "Local food"} in said["about"]
    assert said["contributor"] == [{"@type": "Organization", "name": "The Table"}]
    [place] = said["spatialCoverage"]
    assert (place["name"], place["containedInPlace"]["name"]) == ("Maribor", "Slovenia")
    # Readers are shown the town, not the door.
    assert (place["geo"]["latitude"], place["geo"]["longitude"]) == (46.6, 15.6)
    assert said["temporalCoverage"] == "2014/2019"
    assert said["license"] == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert [(each["name"], each["url"]) for each in said["isBasedOn"]] == [
        ("Map", "https://example.org/s"),
        ("Report", "https://example.org/r"),
    ]
    assert [step["name"] for step in said["hasPart"]["step"]] == ["Find a kitchen", "Cook"]
    assert said["workTranslation"] == [{"@id": f"{SITE}{turkish.url}", "inLanguage": "tr"}]
    other = nodes(turkish)["Article"]
    assert other["translationOfWork"] == {"@id": f"{SITE}{page.url}"}
    assert "workTranslation" not in other


def test_a_record_says_no_more_than_it_has(nodes):
    said = nodes(MAKERS["record"]())["Article"]
    assert not {"hasPart", "spatialCoverage", "temporalCoverage", "about", "contributor"} & said.keys()


def test_a_method_is_a_how_to_if_it_has_steps(nodes):
    assert nodes(MAKERS["method"]())["Article"]["headline"] == "World Café"
    steps = [("steps", MethodStep(title="Ask", text="One question.", sort_order=0))]
    page = make_page(MethodPage, title="Fishbowl", summary="Two circles.", purpose="<p>To talk.</p>", rows=steps)
    [step] = nodes(page)["HowTo"]["step"]
    assert (step["@type"], step["position"], step["name"], step["text"]) == ("HowToStep", 1, "Ask", "One question.")


@pytest.mark.parametrize(
    ("place", "online", "mode", "where"),
    [
        ("Novo mesto", "", "Offline", ["Place"]),
        ("", "https://meet.example.org/", "Online", ["VirtualLocation"]),
        ("Novo mesto", "https://meet.example.org/", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_an_event(nodes, place, online, mode, where):
    page = MAKERS["event"]()
    page.place, page.online_url, page.organisers = place, online, "The five"
    page.save_revision().publish()
    said = nodes(page)["Event"]
    assert said["startDate"] == "2030-12-03T14:00:00+01:00"
    assert said["endDate"] == "2030-12-03T16:00:00+01:00"
    assert said["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [each["@type"] for each in said["location"]] == where
    assert said["organizer"]["name"] == "The five"


def test_news_and_the_way_to_it(nodes):
    page = MAKERS["news"]()
    type(page.get_parent().specific).objects.update(show_in_menus=True)
    said = nodes(page)
    assert said["NewsArticle"]["datePublished"] == "2026-05-04"
    way = said["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in way] == [1, 2, 3]
    assert [step["item"] for step in way] == [
        f"{SITE}/en/", f"{SITE}{page.get_parent().get_url()}", f"{SITE}{page.url}",
    ]  # fmt: skip


def test_home_says_what_the_site_is_and_how_to_search_it(nodes, client):
    settings = SiteSettings.for_site(MAKERS["record"]().get_site())
    settings.contact_email = "office@example.org"
    settings.save()
    said = nodes("/tr/")
    target = said["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/tr/search/?q={{search_term_string}}"
    assert client.get(target.replace("{search_term_string}", "soup")).status_code == 200
    assert said["WebSite"]["publisher"]["@id"] == said["Organization"]["@id"]
    assert said["Organization"]["email"] == "office@example.org"
    assert "BreadcrumbList" not in said


def test_no_text_ends_the_block(client, nodes):
    title = "</script><script>alert(1)</script> & <!-- x"
    page = make_page(PracticePage, title=title, summary="x", source_url="https://example.org", content_depth="record")
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert html.count("<!--") == 0
    assert nodes(page)["Article"]["name"] == title


def test_a_separator_of_lines_and_foreign_letters_survive():
    text = "İ\u2028κ\"'\\"
    block = script([{"name": text}])
    body = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(body)["@graph"] == [{"name": text}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("cc-by-nd-3.0", "https://creativecommons.org/licenses/by-nd/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", {"@type": "CreativeWork", "name": "All rights reserved"}),
        (" ", None),
    ],
)
def test_licences(text, expected):
    assert licence(text) == expected
