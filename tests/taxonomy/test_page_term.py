import pytest
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import Translation, TranslationSource

from taxonomy.merging import merge
from taxonomy.models import Term
from tests.taxonomy.models import ThingPage

pytestmark = pytest.mark.django_db


def ids(page: Page) -> list[int]:
    """Ids of the terms in the page's rows, as they are stored."""
    return list(page.page_terms.values_list("term_id", flat=True))


@pytest.fixture
def terms(make_term) -> list[Term]:
    return [make_term("theme", code) for code in ("a", "b", "c")]


@pytest.fixture
def turkish() -> Locale:
    return Locale.objects.get_or_create(language_code="tr")[0]


def translate(page: ThingPage, locale: Locale) -> ThingPage:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=True)
    return ThingPage.objects.get(locale=locale)


def test_order_and_schemes_are_kept(terms, make_page, make_term):
    greece = make_term("country", "gr")
    page = make_page(theme=[terms[2], terms[0]], country=[greece])
    page = ThingPage.objects.get(pk=page.pk)
    assert {scheme: [entry.code for entry in found] for scheme, found in page.terms_by_scheme().items()} == {
        "theme": ["c", "a"],
        "country": ["gr"],
    }


def test_all_schemes_cost_one_query(terms, make_page, django_assert_num_queries):
    page = ThingPage.objects.get(pk=make_page(theme=terms).pk)
    with django_assert_num_queries(2):  # the version of the taxonomy, the rows
        assert len(page.terms_by_scheme()["theme"]) == 3


def test_set_terms_keeps_the_rows_that_stay(terms, make_page):
    page = make_page(theme=terms[:2])
    rows = dict(page.page_terms.values_list("term_id", "pk"))
    page.set_terms("theme", [terms[2].pk, terms[1].pk, terms[1].pk])
    page.save()
    assert ids(page) == [terms[2].pk, terms[1].pk]
    assert page.page_terms.get(term=terms[1]).pk == rows[terms[1].pk]


def test_set_terms_refuses_a_term_of_another_scheme(make_page, make_term):
    with pytest.raises(ValueError, match="not a term of the scheme 'theme'"):
        make_page().set_terms("theme", [make_term("country", "gr").pk])
    with pytest.raises(ValueError, match="12345"):
        make_page().set_terms("theme", [12345])


def test_a_revision_carries_them_and_touches_no_live_row(terms, make_page):
    page = make_page(theme=terms[:1])
    page.set_terms("theme", [term.pk for term in terms[1:]])
    revision = page.save_revision()
    live = ThingPage.objects.get(pk=page.pk)
    assert ids(live) == [terms[0].pk]
    assert [entry.code for entry in live.get_latest_revision_as_object().terms("theme")] == ["b", "c"]
    revision.publish()
    assert ids(ThingPage.objects.get(pk=page.pk)) == [terms[1].pk, terms[2].pk]


def test_a_revision_that_clears_them_clears_them(terms, make_page):
    page = make_page(theme=terms)
    page.set_terms("theme", [])
    page.save_revision().publish()
    assert ids(ThingPage.objects.get(pk=page.pk)) == []


def test_an_older_revision_is_restored(terms, make_page):
    page = make_page(theme=terms[:2])
    older = page.save_revision()
    page.set_terms("theme", [terms[2].pk])
    page.save_revision().publish()
    older.publish()
    assert ids(ThingPage.objects.get(pk=page.pk)) == [terms[0].pk, terms[1].pk]


def test_a_revision_that_names_no_existing_term_still_opens(terms, make_page):
    page = make_page(theme=terms[:1])
    revision = page.save_revision()
    revision.content["page_terms"].append({"pk": None, "page": page.pk, "term": 999_999, "sort_order": 9})
    revision.save()
    assert [entry.code for entry in revision.as_object().terms("theme")] == ["a"]


def test_a_copy_of_the_page_has_them(terms, make_page):
    page = make_page(theme=terms)
    copied = page.copy(update_attrs={"slug": "copy"})
    assert ids(ThingPage.objects.get(pk=copied.pk)) == ids(page)
    assert [entry.code for entry in copied.get_latest_revision_as_object().terms("theme")] == ["a", "b", "c"]


def test_copy_synchronised_fields_carries_and_clears(terms, make_page):
    source, target = make_page(theme=terms[:2]), make_page("Other", theme=terms[2:])
    copy_synchronised_fields(source, target)
    target.save()
    assert ids(ThingPage.objects.get(pk=target.pk)) == [terms[0].pk, terms[1].pk]
    source.set_terms("theme", [])
    copy_synchronised_fields(source, target)
    target.save()
    assert ids(ThingPage.objects.get(pk=target.pk)) == []


def test_a_translation_has_them_and_follows_the_source(terms, make_page, turkish):
    page = make_page(theme=terms[:2])
    assert ids(translate(page, turkish)) == [terms[0].pk, terms[1].pk]
    page = ThingPage.objects.get(pk=page.pk)
    page.set_terms("theme", [terms[2].pk])
    page.save()
    source = TranslationSource.objects.get_for_instance(page)
    source.update_from_db()
    source.translations.get().save_target(publish=True)
    assert ids(ThingPage.objects.get(locale=turkish)) == [terms[2].pk]
    page.set_terms("theme", [])
    page.save()
    source.update_from_db()
    source.translations.get().save_target(publish=True)
    assert ids(ThingPage.objects.get(locale=turkish)) == []


def test_a_source_that_names_a_merged_term_gives_its_successor(terms, make_page, turkish):
    page = make_page(theme=terms[:2])
    translate(page, turkish)
    merge(terms[0], terms[1])
    translation = TranslationSource.objects.get_for_instance(page).translations.get()
    translation.save_target(publish=True)
    assert ids(ThingPage.objects.get(locale=turkish)) == [terms[1].pk]


def test_deleting_the_page_leaves_the_term(terms, make_page):
    make_page(theme=terms[:1]).delete()
    assert Term.objects.filter(pk=terms[0].pk).exists()


def test_a_plain_page_opens_too(terms):
    """Wagtail's own Page has the relation without the mixin."""
    page = Page(title="Plain")
    Page.objects.get(depth=1).add_child(instance=page)
    page.page_terms.create(term=terms[0])
    page.save()
    assert ids(Page.objects.get(pk=page.pk)) == [terms[0].pk]
