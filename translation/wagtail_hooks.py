"""What is taken out of the admin because it would put a translation back into the source language."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path
from wagtail import hooks

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
