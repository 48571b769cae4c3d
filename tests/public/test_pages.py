"""Every page type, at each depth, in each language."""

from itertools import pairwise

import pytest

from home.models import HomePage, NewsIndexPage
from practices.models import MethodIndexPage, MethodPage, PracticePage, PracticeResource, RelatedPractice
from tests.factories import make_page
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db


def headings(html):
    return [" ".join(h.text_content().split()) for h in html.cssselect("h2")]


def text_of(html, selector):
    return [" ".join(each.text_content().split()) for each in html.cssselect(selector)]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("language", ["en", "tr", "el"])
def test_each_page_type_in_each_language(kind, language, document):
    page = MAKERS[kind]()
    shown = page if language == "en" else in_language(page, language)
    html = document(shown)
    assert html.get("lang") == language
    assert [h.text_content() for h in html.cssselect("h1")] == [shown.title]
    assert html.cssselect("title")[0].text_content().strip().startswith(shown.title)
    assert html.cssselect('meta[name="description"]')[0].get("content")
    assert not html.cssselect("style, [style], script:not([src]):not([type='application/ld+json'])"), (
        "no inline style or script anywhere"
    )
    levels = [int(h.tag[1]) for h in html.cssselect("main :is(h1, h2, h3)")]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    ids = [each.get("id") for each in html.cssselect("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("index", [HomePage, MethodIndexPage, NewsIndexPage])
@pytest.mark.parametrize("language", ["en", "tr", "el"])
def test_index_pages_without_and_with_content(index, language, document):
    page = index.objects.get(locale__language_code=language)
    assert document(page).cssselect(".nothing")
    for make in MAKERS.values():
        in_language(make(), "tr")
    html = document(page)
    assert not html.cssselect(".nothing")
    assert html.cssselect(".card h3 a")


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"promise": "Together & alone.", "introduction": "<p>We.</p>"}, "Together & alone."),
        ({"promise": "", "introduction": "<p>Bread &amp; tea.</p><p>For all.</p>"}, "Bread & tea. For all."),
        ({"promise": "Together.", "search_description": "For engines."}, "For engines."),
    ],
)
def test_the_description_is_what_says_what_the_page_is_about(fields, description, document):
    HomePage.objects.filter(locale__language_code="en").update(**fields)
    html = document(HomePage.objects.get(locale__language_code="en"))
    assert html.cssselect('meta[name="description"]')[0].get("content") == description


def test_an_index_page_is_described_by_its_introduction(document):
    MethodIndexPage.objects.filter(locale__language_code="en").update(introduction="Ways to work.")
    html = document(MethodIndexPage.objects.get(locale__language_code="en"))
    assert html.cssselect('meta[name="description"]')[0].get("content") == "Ways to work."


def test_a_record_shows_its_summary_and_source_and_no_empty_section(document):
    html = document(MAKERS["record"]())
    assert headings(html) == ["Source and licence"]
    source = text_of(html, ".source")[0]
    assert "Taken over from: Map. Licence of the source: CC BY 4.0." in source
    assert html.cssselect('.source a[href="https://example.org/s"]')
    assert not html.cssselect(".contents")


def test_a_text_is_cited_as_its_authors(document):
    page = MAKERS["full"]()
    page.source_name, page.source_year, page.licence = "The Neighbours", 2011, "CC BY-SA 4.0"
    page.save_revision().publish()
    [told] = text_of(document(page), ".citation cite")
    assert "Neighbours" not in told and "2011" not in told and told.endswith("CC BY-SA 4.0.")
    page.source_licence = "CC0"
    page.save_revision().publish()
    [taken_over] = text_of(document(page), ".citation cite")
    assert ". The Neighbours. 2011. " in taken_over and taken_over.endswith("CC0.")


def test_a_page_says_that_it_is_only_read(client):
    allowed = client.options(MAKERS["news"]().url).headers["Allow"]
    assert set(allowed.replace(" ", "").split(",")) == {"GET", "HEAD", "OPTIONS"}


def test_a_full_practice_shows_its_sections_in_order(document):
    html = document(MAKERS["full"]())
    assert headings(html) == [
        "In one minute", "Start and goal", "Steps", "Who took part", "Results", "Voices", "What it took",
        "What was learned", "To use it elsewhere", "The people behind it", "Source and licence",
    ]  # fmt: skip
    anchors = [link.get("href") for link in html.cssselect(".contents a")]
    assert all(html.cssselect(anchor) for anchor in anchors)
    assert len(html.cssselect("ol.steps > li")) == 2
    assert text_of(html, ".figure") == ["1,850+"]
    assert "Last confirmed 12 March 2026" in text_of(html, ".confirmed")[0]
    assert "Maribor" in html.text_content()
    assert "since 2014" in html.text_content()


def test_figures_are_written_as_the_reader_writes_them(document):
    greek = in_language(MAKERS["full"](), "el")
    assert text_of(document(greek), ".figure") == ["1.850+"]


def test_facts_come_from_the_original(document):
    page = MAKERS["full"]()
    turkish = in_language(page, "tr")
    PracticePage.objects.filter(pk=turkish.pk).update(year_start=1999, place="Elsewhere")
    html = document(turkish)
    assert "2014" in html.text_content()
    assert "1999" not in html.text_content()
    assert "Elsewhere" not in html.text_content()


def test_the_contacts_address_is_never_shown(client):
    page = MAKERS["full"]()
    page.contact_name, page.contact_email = "Jane", "jane@example.org"
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    assert "Jane" in html
    assert "jane@example.org" not in html


def test_a_translation_says_what_is_outdated_and_what_is_missing(document):
    page = MAKERS["full"]()
    turkish = in_language(page, "tr")
    assert not document(page).cssselect(".note")
    note = text_of(document(turkish), ".note")[0]
    assert "İngilizce" in note
    page = PracticePage.objects.get(pk=page.pk)
    page.results = "<p>Now sixty.</p>"
    page.steps.add(type(page.steps.first())(title="Wash up", sort_order=9, locale=page.locale))
    page.save_revision().publish()
    html = document(turkish)
    assert html.cssselect(".note time")
    assert html.cssselect("#results .changed")
    assert not html.cssselect("#start .changed")
    assert len(html.cssselect("#steps .aside-note")) == 1
    assert html.cssselect(f'.note a[href="{page.url}"]')
    states = dict(line.split(" ", 1) for line in text_of(html, ".versions li"))
    assert states["English"] != states["Türkçe"]


def test_times_are_in_the_events_own_zone(document, settings):
    settings.TIME_ZONE = "America/New_York"
    html = document(MAKERS["event"]())
    assert "3 December 2030, 14:00–16:00" in html.text_content()
    assert "Central European Standard Time" in html.text_content()
    assert html.cssselect("time")[0].get("datetime") == "2030-12-03T14:00:00+01:00"


def test_related_practices_and_files_say_their_language(document):
    other = MAKERS["record"]()
    greek = in_language(other, "el")
    page = MAKERS["full"]()
    page.related_practices.add(RelatedPractice(related=other))
    page.resources.add(PracticeResource(title="Handbuch", url="https://example.org/h", language="de"))
    page.save_revision().publish()
    html = document(page)
    assert html.cssselect(f'#related a[href="{other.url}"]')
    [link] = html.cssselect("#toolkit a")
    assert (link.get("lang"), link.get("hreflang")) == ("de", "de")
    html = document(in_language(page, "el"))
    assert html.cssselect(f'#related a[href="{greek.url}"]')


def test_a_list_shows_each_page_once_and_says_when_it_is_in_another_language(document):
    page = MAKERS["method"]()
    turkish = in_language(page, "tr")
    for language, expected, foreign in (("en", page, None), ("tr", turkish, None), ("el", page, "en")):
        html = document(MethodIndexPage.objects.get(locale__language_code=language))
        [link] = html.cssselect(".card h3 a")
        assert link.get("href") == expected.url
        assert link.get("hreflang") == foreign
        assert (foreign is None) or link.get("lang") == foreign


def test_a_list_keeps_a_page_whose_original_was_taken_down(document):
    page = MAKERS["method"]()
    turkish = in_language(page, "tr")
    page.unpublish()
    for language in ("en", "tr", "el"):
        [link] = document(MethodIndexPage.objects.get(locale__language_code=language)).cssselect(".card h3 a")
        assert link.get("href") == turkish.url


def test_methods_are_in_the_order_of_the_readers_alphabet(document):
    for title in ("Zebra", "apple", "Çay", "Dağ", "Cam"):
        make_page(MethodPage, "tr", title=title, summary="Küçük gruplar.", purpose="<p>Konuşmak.</p>")
    html = document(MethodIndexPage.objects.get(locale__language_code="tr"))
    assert text_of(html, ".card h3") == ["apple", "Cam", "Çay", "Dağ", "Zebra"]


def test_a_long_list_has_pages_and_junk_asks_for_none(document):
    index = MethodIndexPage.objects.get(locale__language_code="en")
    for number in range(21):
        make_page(MethodPage, title=f"Method {number}", summary="Small groups.", purpose="<p>To talk.</p>")
    assert len(document(index).cssselect(".card")) == 20
    assert len(document(f"{index.url}?page=2").cssselect(".card")) == 1
    for junk in ("0", "-1", "9" * 50, "%00", "%ff", "x" * 1000):
        assert document(f"{index.url}?page={junk}").cssselect(".card")
