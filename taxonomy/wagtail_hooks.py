from typing import Any

from django.contrib.auth.models import Permission
from django.urls import URLPattern, path
from wagtail import hooks

from taxonomy.views.find import find_terms
from taxonomy.viewsets import TermViewSet


@hooks.register("register_admin_urls")
def register_find_url() -> list[URLPattern]:
    return [path("terms/find/<str:scheme>/", find_terms, name="taxonomy_find")]


@hooks.register("register_admin_viewset")
def register_terms() -> TermViewSet:
    return TermViewSet()


@hooks.register("register_permissions")
def register_term_permissions() -> Any:
    """So that the group editor offers them: nobody needs to be a superuser to keep the taxonomy."""
    codenames = ["add_term", "change_term", "delete_term"]
    return Permission.objects.filter(content_type__app_label="taxonomy", codename__in=codenames)
