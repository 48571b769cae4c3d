"""What the site says about itself: its name and texts, its home pages, its footer. The words are in ``site.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page, Site

from demo.reading import CONTENT
from demo.texts import lines, plain, rich
from home.models import HomePage
from kb.models.site import FooterLink, SiteSettings, SiteText
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from translation import service

FOOTER = ("about", "privacy", "imprint", "accessibility")


@cache
def words() -> dict[str, Any]:
    """The content of ``site.toml``."""
    return tomllib.loads((CONTENT / "site.toml").read_text(encoding="utf-8"))


def languages() -> list[str]:
    """The languages of ``site.toml``, in the site's order."""
    return [code for code, _name in settings.LANGUAGES if code in words()]


def describe_site(pages: Mapping[str, Page], user: Any = None) -> None:
    """Gives the site its name, its home pages their texts, and the footer its links. What is there already stays.

    ``pages`` are the pages of the content files, by the file's name.
    """
    site = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if not site.texts.exists():
        site.texts.set(_site_text(language, place) for place, language in enumerate(languages()))
        site.contact_email = words()["contact_email"]
    if not site.links.exists():
        site.links.set(FooterLink(page=pages[name].page_ptr, sort_order=place) for place, name in enumerate(FOOTER))
    site.save()
    _describe_homes(user)


def _site_text(language: str, place: int) -> SiteText:
    found = {name: plain(words()[language][name]) for name in ("name", "promise", "disclaimer")}
    return SiteText(language=language, sort_order=place, **found)


def _describe_homes(user: Any) -> None:
    """The first language's home page, then the others through the one service. One that has a promise is left alone."""
    home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    if home.promise:
        return
    for name, text in _home_texts(settings.LANGUAGE_CODE).items():
        setattr(home, name, text)
    method = directory().by_code(Scheme.METHOD, words()["names_of"])
    home.names_of_id = method.id if method else None
    home.save_revision(user=user).publish(user=user)
    for language in languages():
        if language != settings.LANGUAGE_CODE:
            locale = Locale.objects.get(language_code=language)
            texts = {"title": words()[language]["name"], **_home_texts(language)}
            service.translate(home, locale, texts, publish=True, user=user)


def _home_texts(language: str) -> dict[str, str]:
    texts = words()[language]
    return {
        "promise": plain(texts["promise"]),
        "examples": lines(texts["examples"]),
        "introduction": rich(texts["introduction"]),
    }
