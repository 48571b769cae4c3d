"""Terms on practices: chosen in the form, kept by revisions, followed by translations, right after a merge."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail_localize.models import TranslationSource

from practices.models import PracticePage
from taxonomy.merging import merge
from taxonomy.models import PageTerm, Term, TermLabel
from tests.factories import locale, practice, term
from tests.forms import form_data
from translation import service
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


def codes(page, scheme="theme"):
    return [entry.code for entry in PracticePage.objects.get(pk=page.pk).terms(scheme)]


def test_the_form_has_one_field_per_scheme_and_keeps_the_editors_order(admin):
    page = practice(content_depth="record")
    first, second = term("theme", "housing", "Housing"), term("theme", "energy", "Energy")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    chosen = {**data, "terms_theme": [second.pk, first.pk], "terms_country": [term("country", "gr").pk]}
    response = admin.post(address, {**chosen, "action-publish": "action-publish"})
    assert response.status_code == 302
    assert codes(page) == ["energy", "housing"]
    assert codes(page, "country") == ["gr"]


def test_a_draft_keeps_its_terms_and_the_live_page_its_own(admin):
    page = practice(content_depth="record", terms=[("theme", "housing")])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    admin.post(address, {**data, "terms_theme": [term("theme", "energy").pk]})
    assert codes(page) == ["housing"]
    draft = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [entry.code for entry in draft.terms("theme")] == ["energy"]
    shown = form_data(admin.get(address).content.decode())
    assert shown["terms_theme"] == str(term("theme", "energy").pk)


def test_the_comparison_of_revisions_shows_terms(admin):
    term("theme", "energy", "Energy")
    page = practice(content_depth="record", terms=[("theme", "housing")])
    page = PracticePage.objects.get(pk=page.pk)
    page.set_terms("theme", [term("theme", "energy").pk])
    page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    assert '<span class="addition">Energy</span>' in admin.get(address).content.decode()


def test_a_term_of_another_scheme_is_refused(admin):
    page = practice(content_depth="record")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    response = admin.post(address, {**data, "terms_theme": [term("country", "gr").pk]})
    assert "is not a term of this list" in response.content.decode()


def test_more_terms_than_the_form_allows_may_stay_as_an_import_brought_them(admin):
    themes = [term("theme", f"theme-{number}") for number in range(7)]
    page = practice(content_depth="record", terms=[("theme", theme.code) for theme in themes])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = admin.get(address).content.decode()
    assert "This page has 7, more than the 5 that can be chosen." in html
    changed = {**form_data(html), "title": "Renamed", "action-publish": "action-publish"}
    assert admin.post(address, changed).status_code == 302
    assert (PracticePage.objects.get().title, len(codes(page))) == ("Renamed", 7)
    # Fewer is right on the way to five, and in another order.
    fewer = [theme.pk for theme in themes[5::-1]]
    admin.post(address, {**changed, "terms_theme": fewer})
    assert len(codes(page)) == 6


def test_to_more_terms_than_the_form_allows_none_is_added(admin):
    themes = [term("theme", f"theme-{number}") for number in range(8)]
    page = practice(content_depth="record", terms=[("theme", theme.code) for theme in themes[:7]])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    for added in (themes, themes[2:]):
        response = admin.post(address, {**data, "terms_theme": [theme.pk for theme in added]})
        error = response.context["form"].errors["terms_theme"][0]
        assert error.endswith("Leave the 7 as they were, or choose at most 5.")
    admin.post(address, {**data, "terms_theme": [theme.pk for theme in themes[3:]]})
    draft = PracticePage.objects.get().get_latest_revision_as_object()
    assert len(draft.terms("theme")) == 5


def test_the_form_says_how_many_can_be_chosen(admin):
    page = practice(content_depth="record", terms=[("theme", "housing")])
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Choose at most 5." in html
    assert "Choose one." in html
    assert "more than the 5" not in html


def test_publishing_asks_for_terms(admin):
    page = practice(publish=False, terms=[("theme", "housing")])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(admin.get(address).content.decode())
    response = admin.post(address, {**data, "action-publish": "action-publish"})
    assert set(response.context["form"].errors) == {"terms_country", "terms_sdg", "__all__"}


def test_translations_follow_terms_and_their_clearing():
    page = practice(content_depth="record", terms=[("theme", "housing"), ("theme", "energy")])
    texts = {"title": "Uzun masa", "summary": "Komşular."}
    turkish = service.translate(page, locale("tr"), texts, publish=True)
    assert codes(turkish) == ["housing", "energy"]
    page = PracticePage.objects.get(pk=page.pk)
    page.set_terms("theme", [])
    page.save_revision().publish()
    assert codes(turkish) == []


def test_a_merged_term_is_replaced_in_live_rows_revisions_and_sources():
    page = practice(content_depth="record", terms=[("theme", "housing"), ("theme", "homes")])
    other = practice(title="Other", content_depth="record", terms=[("theme", "homes")])
    draft = PracticePage.objects.get(pk=other.pk)
    draft.set_terms("theme", [term("theme", "homes").pk, term("theme", "energy").pk])
    draft.save_revision()
    service.source_of(other)
    assert merge(term("theme", "homes"), term("theme", "housing")).pages == 2
    assert codes(page) == codes(other) == ["housing"]
    loaded = PracticePage.objects.get(pk=other.pk).get_latest_revision_as_object()
    assert [entry.code for entry in loaded.terms("theme")] == ["housing", "energy"]
    source = TranslationSource.objects.get(object_id=other.translation_key)
    assert [entry.code for entry in source.as_instance().terms("theme")] == ["housing"]
    loaded.save_revision().publish()
    assert set(PageTerm.objects.filter(page=other.pk).values_list("term__code", flat=True)) == {"housing", "energy"}


def test_a_merged_terms_labels_find_the_other():
    homes, housing = term("theme", "homes", "Homes"), term("theme", "housing", "Housing")
    TermLabel.objects.create(term=homes, language="tr", text="Konut")
    merge(homes, housing)
    assert set(housing.labels.values_list("language", "kind", "text")) == {
        ("en", "preferred", "Housing"),
        ("en", "alternative", "Homes"),
        ("tr", "alternative", "Konut"),
    }


def test_what_cannot_be_merged():
    parent = term("theme", "poverty")
    child = term("theme", "food", parent=parent)
    for one, other in [(parent, parent), (parent, term("country", "gr"))]:
        with pytest.raises(ValidationError):
            merge(one, other)
    merge(child, parent)
    with pytest.raises(ValidationError, match="already"):
        merge(Term.objects.get(pk=child.pk), parent)


def test_a_term_that_only_a_draft_names_is_never_deleted():
    page = PracticePage.objects.get(pk=practice(content_depth="record").pk)
    page.set_terms("theme", [term("theme", "rare").pk])
    page.save_revision()
    with pytest.raises(ProtectedError), transaction.atomic():
        Term.objects.get(code="rare").delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Term.objects.filter(code="rare").delete()
    term("theme", "unused").delete()
    assert not Term.objects.filter(code="unused").exists()
