"""The tree of each content language: a home page and the index pages, the same in all of them.

Apps name their index pages with ``register``; ``ensure_trees`` makes what is missing and touches nothing that exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from kb.models.original import Original
from kb.signals import tree_page_created

if TYPE_CHECKING:
    from kb.models import BasePage


@dataclass(frozen=True)
class TreePage:
    """An index page that every language has. ``titles`` maps language codes to titles; English stands in for others."""

    model: str
    titles: Mapping[str, str]
    in_menu: bool = True

    def title(self, language: str) -> str:
        return self.titles.get(language) or self.titles["en"]


_home: list[TreePage] = []
_children: list[TreePage] = []


def register_home(page: TreePage) -> None:
    """Names the home page's type and titles. Called once, from an ``AppConfig.ready``."""
    _home[:] = [page]


def register(page: TreePage) -> None:
    """Adds an index page below home. Called from ``AppConfig.ready``: the order of the apps is that of the pages."""
    if page not in _children:
        _children.append(page)


@transaction.atomic
def ensure_trees() -> list[Page]:
    """Makes locales, home pages, the site and index pages where they are missing.

    Returns the pages it made, in tree order; empty if there was nothing to do.
    """
    made: list[Page] = []
    first = settings.LANGUAGE_CODE
    languages = [first, *(code for code, _name in settings.LANGUAGES if code != first)]
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=_locale(first))
    originals: dict[str, BasePage] = {}
    for language in languages:
        locale = _locale(language)
        home = _ensure(_home[0], root, locale, originals, made, slug=language)
        if language == first:
            _ensure_site(home)
        left: Page | None = None
        for tree_page in _children:
            left = _ensure(tree_page, home, locale, originals, made, left)
    return made


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def _ensure(
    tree_page: TreePage,
    parent: Page,
    locale: Locale,
    originals: "dict[str, BasePage]",
    made: list[Page],
    left: Page | None = None,
    **fields: Any,
) -> "BasePage":
    """The page, made if it is not there: to the right of ``left``, which is where menus have it."""
    model = cast("type[BasePage]", apps.get_model(tree_page.model))
    original = originals.get(tree_page.model)
    found = model.objects.child_of(parent).filter(locale=locale)
    page: BasePage | None = (found.filter(translation_key=original.translation_key) if original else found).first()
    if page is None:
        page = model(
            title=tree_page.title(locale.language_code),
            locale=locale,
            show_in_menus=tree_page.in_menu,
            live=False,
            **fields,
        )
        if original:
            page.translation_key = original.translation_key
        if left:
            Page.objects.get(pk=left.pk).add_sibling("right", instance=page)
        else:
            parent.add_child(instance=page)
        tree_page_created.send(sender=model, page=page)
        page.save_revision().publish()
        made.append(page)
        parent.refresh_from_db()
    originals.setdefault(tree_page.model, page)
    return page


def _ensure_site(home: Page) -> None:
    """The site points at the first language's home page; the page that Wagtail's own migrations made goes.

    Only that one: a page with content or with pages below it stays where it is, and the site points at it no more.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="")
        return
    if Original.objects.filter(page_id=site.root_page_id).exists():
        return
    placeholder = site.root_page
    site.root_page = home
    site.save()
    if placeholder.depth == 2 and placeholder.is_leaf() and placeholder.specific_class is Page:
        placeholder.delete()
