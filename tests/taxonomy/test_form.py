from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from taxonomy.merging import merge
from taxonomy.models import Term, TermLabel
from taxonomy.panels import TermsComparison
from tests.taxonomy.models import ThingPage
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db) -> Client:
    """Somebody who may edit and publish pages, and nothing else."""
    group = Group.objects.create(name="Page editors")
    root = Page.objects.get(depth=1)
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user("editor@example.org", "x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def themes(make_term) -> list[Term]:
    names = ({"en": "Food", "sl": "Hrana"}, {"en": "Energy"}, {"en": "Housing"}, {"en": "Health"})
    return [make_term("theme", names[place]["en"].lower(), names[place], order=place) for place in range(4)]


def send(client: Client, page: ThingPage, **data):
    fields = {
        "title": page.title,
        "slug": page.slug,
        "body": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**fields, **data})


def draft(page: ThingPage) -> list[str]:
    found = ThingPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [entry.code for entry in found.terms("theme")]


class Options(HTMLParser):
    """The options of the select of themes: ``{value: chosen}``, and the attributes of the select."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = False
        self.options: dict[int, bool] = {}
        self.select: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "select":
            self.inside = found.get("name") == "terms_theme"
            self.select = found if self.inside else self.select
        elif tag == "option" and self.inside:
            self.options[int(found["value"])] = "selected" in found


def test_a_draft_keeps_what_was_chosen_in_that_order(editor, themes, make_page):
    page = make_page()
    response = send(editor, page, terms_theme=[themes[2].pk, themes[0].pk])
    assert response.status_code == 302
    assert draft(page) == ["housing", "food"]
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    shown = Options(response.content.decode())
    assert [pk for pk, chosen in shown.options.items() if chosen] == [themes[0].pk, themes[2].pk]
    assert shown.select["data-terms-order"] == f"{themes[2].pk} {themes[0].pk}"
    assert "multiple" in shown.select


def test_a_live_page_changes_only_when_published(editor, themes, make_page):
    page = make_page(theme=themes[:1])
    send(editor, page, terms_theme=[themes[1].pk])
    assert [entry.code for entry in ThingPage.objects.get(pk=page.pk).terms("theme")] == ["food"]
    send(editor, page, terms_theme=[themes[1].pk], **{"action-publish": "1"})
    assert [entry.code for entry in ThingPage.objects.get(pk=page.pk).terms("theme")] == ["energy"]


def test_choosing_nothing_clears_and_a_draft_may_have_too_few(editor, themes, make_page):
    page = make_page(theme=themes[:2])
    assert send(editor, page).status_code == 302
    assert draft(page) == []


def test_more_than_allowed_is_refused_and_nothing_is_lost(editor, themes, make_page):
    page = make_page()
    response = send(editor, page, terms_theme=[theme.pk for theme in themes])
    html = response.content.decode()
    assert "Choose at most 3. You chose 4" in html
    assert all(Options(html).options[theme.pk] for theme in themes)
    assert not ThingPage.objects.get(pk=page.pk).has_unpublished_changes


@pytest.mark.parametrize("junk", ["x", "-1", "99999999999999999999", "12.5", "", "\x00"])
def test_junk_is_refused_with_a_message(editor, themes, make_page, junk):
    response = send(editor, make_page(), terms_theme=[junk])
    assert "is not a term of this list" in response.content.decode()


def test_a_term_of_another_scheme_is_refused(editor, themes, make_page, make_term):
    country = make_term("country", "gr")
    response = send(editor, make_page(), terms_theme=[country.pk])
    assert "is not a term of this list" in response.content.decode()


def test_a_term_merged_while_the_form_was_open_becomes_its_successor(editor, themes, make_page):
    page = make_page()
    merge(themes[0], themes[1])
    send(editor, page, terms_theme=[themes[0].pk, themes[1].pk])
    assert draft(page) == ["energy"]


def test_a_new_page_is_created_with_its_terms(editor, themes):
    root = Page.objects.get(depth=1)
    address = reverse("wagtailadmin_pages:add", args=["taxonomy_tests", "thingpage", root.pk])
    data = {"title": "New", "slug": "new", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    editor.post(address, {**data, "terms_theme": [themes[1].pk]})
    page = ThingPage.objects.get(slug="new")
    assert (page.live, draft(page)) == (False, ["energy"])


def test_saving_a_form_in_memory_leaves_the_page_complete(themes, make_page):
    page = make_page()
    form_class = ThingPage.get_edit_handler().get_form_class()
    data = {"title": "Thing", "slug": page.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    form = form_class({**data, "terms_theme": [themes[0].pk]}, instance=page, for_user=User(is_superuser=True))
    assert form.is_valid(), form.errors
    assert "terms_theme" in form.changed_data
    saved = form.save(commit=False)
    assert [entry.code for entry in saved.terms("theme")] == ["food"]
    assert not themes[0].uses.exists()


def test_a_scheme_without_a_panel_is_left_alone(themes, make_page, make_term):
    page = make_page(theme=themes[:1])
    form_class = ThingPage.get_edit_handler().get_form_class()

    class Narrow(form_class):  # type: ignore[misc,valid-type]
        class Meta(form_class.Meta):  # type: ignore[name-defined]
            fields = ["title", "slug", "terms_country"]

    form = Narrow({"title": "T", "slug": "t", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}, instance=page)
    assert [name for name in form.fields if name.startswith("terms_")] == ["terms_country"]
    assert form.is_valid(), form.errors
    form.save()
    assert [entry.code for entry in ThingPage.objects.get(pk=page.pk).terms("theme")] == ["food"]


def test_each_scheme_is_shown_once_with_label_help_and_no_inline_script(editor, themes, make_page):
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[make_page().pk]))
    html = response.content.decode()
    assert html.count('name="terms_theme"') == 1
    assert html.count('name="terms_country"') == 1
    assert "terms_method" not in html
    assert "Choose the narrowest themes" in html
    assert "/static/taxonomy/terms.js" in html


def test_the_comparison_of_revisions_shows_terms(editor, themes, make_page):
    page = make_page(theme=themes[:2])
    first = page.save_revision()
    page.set_terms("theme", [themes[1].pk, themes[2].pk])
    second = page.save_revision()
    response = editor.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]))
    html = response.content.decode()
    assert '<span class="deletion">Food</span>, Energy, <span class="addition">Housing</span>' in html
    response = editor.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, first.pk]))
    assert "Energy" not in response.content.decode()


def test_the_comparison_escapes_labels(make_term, make_page):
    bad = make_term("theme", "bad", {"en": "<script>alert(1)</script>"})
    with_bad, without = make_page(theme=[bad]), make_page()
    for pair in ((with_bad, without), (without, with_bad), (with_bad, with_bad)):
        assert "<script" not in TermsComparison("theme", *pair).htmldiff()


def test_the_endpoint_finds_by_label_in_any_language(editor, themes, make_term):
    low = make_term("theme", "banks", {"en": "Food banks"}, parent=themes[0])
    TermLabel.objects.create(term=low, language="tr", text="Gıda bankaları")
    response = editor.get(reverse("taxonomy_find", args=["theme"]), {"q": "GIDA"})
    assert response.json() == {
        "results": [
            {"id": low.pk, "label": "Food banks", "path": "Food", "matched": "Gıda bankaları", "language": "tr"}
        ]
    }


def test_the_endpoint_is_for_the_admin_only_and_takes_junk(editor, client):
    address = reverse("taxonomy_find", args=["theme"])
    assert client.get(address, {"q": "a"}).status_code == 302
    assert editor.get(reverse("taxonomy_find", args=["nothing"]), follow=True).status_code == 404
    for junk in ("", "\x00", "q" * 5000, "%ff"):
        assert editor.get(address, {"q": junk}).json() == {"results": []}
    assert editor.post(address).status_code == 405
