"""What every public page shows around its content."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page, Site

from kb.languages import interface_language
from kb.models import SiteSettings, SiteText

register = template.Library()


@register.simple_tag(takes_context=True)
def site_text(context: dict[str, Any]) -> SiteText | None:
    """The site's own words in the reader's language."""
    site = Site.find_for_request(context["request"])
    return SiteSettings.for_site(site).text(get_language()) if site else None


@register.simple_tag(takes_context=True)
def site_settings(context: dict[str, Any]) -> SiteSettings | None:
    site = Site.find_for_request(context["request"])
    return SiteSettings.for_site(site) if site else None


@register.simple_tag
def home_and_menu() -> tuple[Page | None, list[Page]]:
    """The home page of the reader's language, and the pages of its menu."""
    home = Page.objects.live().filter(depth=2, locale__language_code=get_language()).first()
    return home, list(home.get_children().live().in_menu()) if home else []


@register.simple_tag
def languages_of(page: Any) -> list[Page]:
    """The live pages of a set of translations, in the order of the site's languages."""
    if not isinstance(page, Page) or not page.pk:
        return []
    pages = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    order = [code for code, _name in settings.LANGUAGES]
    return sorted(pages, key=lambda each: order.index(each.locale.language_code))


@register.simple_tag
def all_languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


@register.simple_tag
def interface_lang() -> str:
    """A language code for ``lang`` where the interface is not in the language of the page; empty where it is."""
    language = get_language() or "en"
    spoken = interface_language(language)
    return "" if spoken == language else spoken


@register.filter
def language_name(code: str) -> str:
    return dict(settings.LANGUAGES).get(code, code)
