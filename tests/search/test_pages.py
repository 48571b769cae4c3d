"""Pages become documents, and documents follow every change that can be told."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from kb.care import MEMBERS_GROUP
from kb.enums import Care, TextState, VersionState
from kb.originals import make_original
from kb.versions import versions
from practices.models import ImportRecord, MethodPage, PracticeIndexPage, PracticePage
from search.engines.protocol import Hit
from search.enums import TextStatus
from search.hits import load
from search.indexing import indexer
from search.models import SearchDocument, SearchMark, SearchPosting, SearchText
from search.request import SearchRequest
from search.site import find
from taxonomy.merging import merge
from taxonomy.models import TermLabel
from tests.factories import locale, make_page, practice, term
from translation import service
from users.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_site")]
ANYBODY = AnonymousUser()


@pytest.fixture
def member():
    user = User.objects.create_user("member@example.org", "x")
    user.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    return user


def keys(q="", user=ANYBODY, **fields):
    return [hit.key for hit in find(SearchRequest(q=q, **fields), user).hits]


def row(page):
    return PracticePage.objects.get(pk=page.pk)


def test_a_published_practice_is_found_at_once_and_a_draft_never():
    page = practice(title="The long table")
    draft = practice(title="The short table", publish=False)
    assert keys("table") == [page.translation_key]
    assert draft.translation_key not in keys()
    changed = row(page)
    changed.title = "The round desk"
    changed.save_revision()
    assert keys("desk") == []
    changed.get_latest_revision().publish()
    assert keys("desk") == [page.translation_key]
    assert keys("table") == [] or "table" in SearchText.objects.get().body


def test_steps_are_found_and_helpers_for_search_engines_are_not():
    page = practice(seo_title="Zanzibar")
    assert keys("parish") == [page.translation_key]
    assert keys("zanzibar") == []


def test_one_hit_per_practice_in_whatever_language_it_is_found():
    page = practice(content_depth="record", title="Kitchen")
    service.translate(page, locale("tr"), {"title": "Mutfak", "summary": "Komşular pişirir."}, publish=True)
    assert keys("mutfak") == keys("kitchen") == [page.translation_key]
    result = find(SearchRequest(language="tr"), ANYBODY)
    assert result.total == 1
    assert result.counts["language"] == {"en": 1, "tr": 1}


def test_a_hit_is_shown_in_the_readers_language_or_says_which_it_is_in():
    page = practice(content_depth="record", title="Kitchen")
    service.translate(page, locale("tr"), {"title": "Mutfak", "summary": "Komşular pişirir."}, publish=True)
    hits = [Hit(page.translation_key, 1, "en")]
    assert load(hits, "tr", ANYBODY)[0].page.title == "Mutfak"
    shown = load(hits, "sl", ANYBODY)[0]
    assert (shown.language, [each.language for each in shown.versions]) == ("en", ["en", "tr"])


def test_the_snippet_is_what_the_type_declares_as_its_summary():
    purpose = "<p>To ask &amp; to listen.</p><p>Together.</p>"
    method = make_page(MethodPage, title="Circle", summary="All speak.", purpose=purpose, when_to_use="<p>Often.</p>")
    [shown] = load([Hit(method.translation_key, 1, "en")], "en", ANYBODY)
    assert shown.snippet == "All speak."
    shown.page.summary = ""
    assert shown.snippet == "To ask & to listen.\nTogether."


def test_unpublishing_deleting_and_restricting_take_it_out():
    first, second, third = (practice(title=f"Kitchen {n}", content_depth="record") for n in "abc")
    row(first).unpublish()
    Page.objects.get(pk=second.pk).delete()
    assert keys("kitchen") == [third.translation_key]
    restriction = PageViewRestriction.objects.create(page=third.get_parent(), restriction_type="login")
    assert keys("kitchen") == []
    restriction.delete()
    assert keys("kitchen") == [third.translation_key]


def test_facts_come_from_the_original_and_follow_it():
    page = practice(content_depth="record", year_start=1999, terms=[("theme", "housing")])
    turkish = service.translate(page, locale("tr"), {"title": "Ev", "summary": "Komşular."}, publish=True)
    assert find(SearchRequest(), ANYBODY).counts["year"] == {1999: 1}
    PracticePage.objects.filter(pk=turkish.pk).update(year_start=1850)
    make_original(row(turkish))
    assert find(SearchRequest(), ANYBODY).counts["year"] == {1999: 1}
    changed = row(turkish)
    changed.year_start = 1850
    changed.save_revision().publish()
    assert find(SearchRequest(), ANYBODY).counts["year"] == {1850: 1}


def test_parents_count_their_practices_once_and_follow_merges_and_moves():
    food = term("theme", "food-and-land")
    term("theme", "kitchens", parent=food), term("theme", "gardens", parent=food)
    page = practice(content_depth="record", terms=[("theme", "kitchens"), ("theme", "gardens")])
    counts = find(SearchRequest(), ANYBODY).counts["theme"]
    assert counts[food.pk] == 1
    merge(term("theme", "kitchens"), term("theme", "gardens"))
    assert set(find(SearchRequest(), ANYBODY).counts["theme"]) == {food.pk, term("theme", "gardens").pk}
    assert keys(filters={"theme": ("food-and-land",)}) == [page.translation_key]
    assert keys(filters={"theme": ("kitchens",)}) == [page.translation_key]


def test_a_translation_without_what_only_search_engines_read_is_complete_for_pages_and_search():
    page = practice(content_depth="record", seo_title="Kitchen for engines", promise="Nobody eats alone.")
    texts = {"title": "Mutfak", "summary": "Komşular.", "promise": "Kimse yalnız yemez."}
    turkish = service.translate(page, locale("tr"), texts, publish=True)
    assert turkish.text_states.get(path="seo_title").state == TextState.MISSING
    assert told(page, "tr") == (VersionState.CURRENT, TextStatus.COMPLETE)


def test_what_readers_miss_makes_it_partial_for_pages_and_search():
    page = practice(content_depth="record", promise="Nobody eats alone.")
    service.translate(page, locale("tr"), {"title": "Mutfak", "summary": "Komşular."}, publish=True)
    assert told(page, "tr") == (VersionState.PARTIAL, TextStatus.PARTIAL)


def told(page, language):
    """What the page's badge and the search say of a translation."""
    states = {
        version.language: version.state for version in versions([page.translation_key], None, ANYBODY).popitem()[1]
    }
    return states[language], SearchText.objects.get(language=language).status


def test_a_machine_translation_ranks_behind_until_it_is_confirmed():
    page = practice(content_depth="record")
    texts = {"title": "Mutfak", "summary": "Komşular."}
    turkish = service.translate(page, locale("tr"), texts, publish=True, state=TextState.MACHINE)
    assert SearchText.objects.get(language="tr").status == TextStatus.MACHINE
    for path in texts:
        service.confirm(turkish, path)
    assert SearchText.objects.get(language="tr").status == TextStatus.COMPLETE


@pytest.mark.care("result", "counts")
def test_a_members_only_practice_exists_for_members_alone(member):
    practice(title="Open kitchen", content_depth="record")
    before = find(SearchRequest(q="kitchen"), ANYBODY)
    page = practice(title="Closed kitchen", content_depth="record", terms=[("theme", "secret")])
    raised = row(page)
    raised.care = Care.MEMBERS
    raised.save_revision().publish()
    after = find(SearchRequest(q="kitchen"), ANYBODY)
    assert (after.hits, after.total, after.counts) == (before.hits, before.total, before.counts)
    assert page.translation_key in keys("kitchen", member)
    assert load([Hit(page.translation_key, 1, "en")], "en", ANYBODY) == []


@pytest.mark.care("search document")
def test_a_members_only_field_is_found_by_members_alone(member):
    page = practice(what_did_not_work="<p>The bishop objected.</p>")
    assert keys("bishop") == []
    assert keys("bishop", member) == [page.translation_key]


@pytest.mark.care("result", "counts")
def test_without_the_organisations_name_nobody_finds_it_by_that_name(member):
    acme = term("organisation", "acme", "Acme Kitchens")
    page = practice(title="Soup", content_depth="record", source_name="Acme Kitchens", terms=[("organisation", "acme")])
    assert find(SearchRequest(), ANYBODY).counts["organisation"] == {acme.pk: 1}
    raised = row(page)
    raised.care = Care.ANONYMOUS
    raised.save_revision().publish()
    for user in (ANYBODY, member):
        assert find(SearchRequest(), user).counts["organisation"] == {}
        assert keys("acme", user) == []
        assert "organisation" not in load([Hit(page.translation_key, 1, "en")], "en", user)[0].terms


@pytest.mark.care("result", "counts", "search command")
@pytest.mark.parametrize("care", [Care.ANONYMOUS, Care.MEMBERS])
def test_who_guesses_an_organisations_code_learns_nothing(client, member, capsys, care):
    term("organisation", "acme", "Acme Kitchens")
    practice(title="Soup", content_depth="record", terms=[("organisation", "acme")], care=care)
    guessed, nothing = (client.get(f"/en/search/?organisation={code}").content.decode() for code in ("acme", "none"))
    assert "Acme" not in guessed
    assert guessed.replace("acme", "none") == nothing
    call_command("search", "--filter", "organisation=acme")
    assert "organisation acme: This value is unknown" in capsys.readouterr().err
    client.force_login(member)
    assert ("Acme" in client.get("/en/search/?organisation=acme").content.decode()) == (care == Care.MEMBERS)
    # Where a page that she may read names it, it is a value like any other.
    practice(title="Bread", content_depth="record", terms=[("organisation", "acme")])
    client.logout()
    assert "Acme Kitchens" in client.get("/en/search/?organisation=acme&q=nothing").content.decode()


@pytest.mark.care("search command")
def test_the_command_does_not_lead_to_the_source_of_an_unnamed_organisation(capsys):
    for number, care in enumerate((Care.PUBLIC, Care.ANONYMOUS)):
        page = practice(title="Soup", content_depth="record", care=care)
        values = {"source": "sample", "source_id": f"one-{number}", "digest": "x"}
        ImportRecord.objects.create(translation_key=page.translation_key, **values)
    call_command("search", "soup", "--json")
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert sorted(str(hit["source_id"]) for hit in hits) == ["None", "one-0"]


@pytest.mark.care("search document")
def test_without_the_organisations_name_nothing_that_is_kept_for_the_search_has_it():
    term("organisation", "acme", "Acme Kitchens")
    texts: dict[str, Any] = {"title": "Soup of Acme Kitchens", "summary": "By Acme Kitchens."}
    page = practice(content_depth="record", terms=[("organisation", "acme")], care=Care.ANONYMOUS, **texts)
    service.translate(page, locale("tr"), {"title": "Acme Kitchens çorbası", "summary": "Çorba."}, publish=True)
    kept = [str(values) for model in (SearchDocument, SearchText) for values in model.objects.values()]
    assert len(kept) == 3
    assert not any("acme" in values.lower() for values in kept)
    tokens = [str(values).lower() for values in SearchPosting.objects.values_list("token", flat=True)]
    assert any("corba" in token for token in tokens)
    assert not any("acme" in token for token in tokens)


def test_what_no_signal_told_is_mended_by_reconcile():
    page = practice(title="Kitchen", content_depth="record")
    PracticePage.objects.filter(pk=page.pk).update(title="Cuisine")
    Page.objects.filter(pk=page.pk).update(title="Cuisine")
    SearchMark.objects.all().delete()
    assert keys("cuisine") == []
    assert indexer().reconcile().different == 1
    assert keys("cuisine") == [page.translation_key]


def test_the_command_prints_the_same_result(capsys):
    practice(title="Kitchen", content_depth="record", terms=[("theme", "housing")])
    TermLabel.objects.create(term=term("theme", "housing"), language="en", kind="preferred", text="Housing")
    call_command("search", "kitchen", "--filter", "theme=housing", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["total"], answer["hits"][0]["title"], answer["counts"]["theme"]) == (1, "Kitchen", {"housing": 1})
    call_command("search", "kitchen", "--filter", "theme=nothing")
    captured = capsys.readouterr()
    assert "theme nothing: This value is unknown" in captured.err
    assert "1 found" in captured.out
    assert PracticeIndexPage.objects.exists()


@pytest.mark.care("search command")
def test_the_command_prints_what_the_public_may_know(capsys):
    term("organisation", "acme", "Acme Kitchens")
    practice(title="Closed soup", content_depth="record", care=Care.MEMBERS, terms=[("theme", "secret")])
    practice(title="Acme Kitchens: soup", care=Care.ANONYMOUS, terms=[("organisation", "acme"), ("theme", "food"),
             ("country", "si"), ("sdg", "2")])  # fmt: skip
    for arguments in (["soup"], ["soup", "--json"], ["--json"], ["acme"]):
        call_command("search", *arguments)
        printed = capsys.readouterr().out.lower()
        assert "closed" not in printed
        assert "secret" not in printed
        assert "acme" not in printed
    call_command("search", "soup", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["total"], [hit["title"] for hit in answer["hits"]]) == (1, ["[…]: soup"])
