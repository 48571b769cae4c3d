import pytest
from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from kb.models import Original
from kb.trees import ensure_trees
from practices.models import MethodIndexPage, PracticeIndexPage

pytestmark = pytest.mark.django_db


def test_every_language_has_a_home_and_the_same_index_pages():
    languages = {code for code, _name in settings.LANGUAGES}
    assert {home.locale.language_code for home in HomePage.objects.live()} == languages
    assert {index.locale.language_code for index in PracticeIndexPage.objects.live()} == languages
    assert HomePage.objects.values("translation_key").distinct().count() == 1
    assert PracticeIndexPage.objects.get(locale__language_code="el").title == "Πρακτικές"


def test_a_second_run_changes_nothing():
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    assert ensure_trees() == []
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before


def test_a_page_that_comes_with_a_new_version_stands_where_menus_have_it():
    home = HomePage.objects.get(locale__language_code="sl")
    before = [page.specific_class for page in home.get_children()]
    home.get_children().type(MethodIndexPage).get().delete()
    made = ensure_trees()
    assert [type(page) for page in made] == [MethodIndexPage]
    assert [page.specific_class for page in HomePage.objects.get(pk=home.pk).get_children()] == before


def test_the_first_language_is_the_original_and_the_site():
    home = HomePage.objects.get(locale__language_code="en")
    assert Original.objects.get(translation_key=home.translation_key).page_id == home.pk
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert HomePage.objects.get(locale__language_code="tr").original == home


def test_the_page_that_wagtail_made_is_gone():
    assert {page.specific_class for page in Page.objects.filter(depth=2)} == {HomePage}


def test_a_new_language_is_one_line_and_one_command(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("mk", "Македонски")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    made = ensure_trees()
    assert {page.locale.language_code for page in made} == {"mk"}
    assert Locale.objects.filter(language_code="mk").exists()


def test_addresses_carry_the_language():
    index = PracticeIndexPage.objects.get(locale__language_code="tr")
    assert index.url == "/tr/uygulamalar/"
    assert PracticeIndexPage.objects.get(locale__language_code="en").url == "/en/practices/"


@pytest.fixture
def site_with_root():
    """Makes a page the site's root as if nobody had recorded an original of it."""
    root = Page.get_first_root_node()

    def point(page):
        root.add_child(instance=page)
        Original.objects.filter(translation_key=page.translation_key).delete()
        Site.objects.filter(is_default_site=True).update(root_page=page)
        return page

    return point


def test_the_empty_page_that_wagtail_made_goes(site_with_root):
    placeholder = site_with_root(Page(title="Welcome", slug="welcome"))
    ensure_trees()
    assert not Page.objects.filter(pk=placeholder.pk).exists()
    assert Site.objects.get(is_default_site=True).root_page.specific_class is HomePage


def test_a_home_page_without_a_recorded_original_is_not_deleted(site_with_root):
    home = site_with_root(HomePage(title="Years of work", slug="years-of-work"))
    ensure_trees()
    assert HomePage.objects.get(pk=home.pk).title == "Years of work"


def test_a_plain_page_with_pages_below_it_is_not_deleted(site_with_root):
    plain = site_with_root(Page(title="Welcome", slug="welcome"))
    below = plain.add_child(instance=Page(title="Below", slug="below"))
    ensure_trees()
    assert Page.objects.filter(pk=below.pk).exists()
