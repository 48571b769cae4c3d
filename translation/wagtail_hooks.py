"""What is taken out of the admin because it would put a translation back into the source language, and what is said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from translation import service
from translation.localize import refuse_conversion

CONVERT_TO_ALIAS = "localize-convert-to-alias"


@hooks.register("register_admin_urls", order=-1)
def stand_before_conversion() -> list[URLPattern | URLResolver]:
    """At the address of wagtail-localize's “convert to alias”, found before it."""
    return [path("localize/page/<int:page_id>/convert_to_alias/", refuse_conversion)]


@hooks.register("construct_page_action_menu")
def without_conversion(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Takes “convert to alias” out of the page's action menu."""
    menu_items[:] = [item for item in menu_items if item.name != CONVERT_TO_ALIAS]


# Before wagtail-localize's own, which shows its editor and takes its form.
@hooks.register("before_edit_page", order=-1)
def say_what_is_missing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lists what a translator must still translate. wagtail-localize would say that publishing again ignores it."""
    if request.method != "POST" or request.POST.get("action") != "publish" or not service.in_sync(page):
        return None
    missing = service.missing_in(page)
    if not missing:
        return None
    intro = _("It cannot be published in %(language)s yet.") % {"language": page.locale.get_display_name()}
    listed = format_html_join("", "<li>{}</li>", ((message,) for message in missing))
    messages.error(request, format_html("{}<ul>{}</ul>", intro, listed))
    return redirect("wagtailadmin_pages:edit", page.pk)
