"""The taxonomy in the admin: its menu item, addresses and permissions."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from taxonomy.views.base import POLICY
from taxonomy.views.browse import BrowseView, UsesView
from taxonomy.views.edit import AddView, DeleteView, EditView
from taxonomy.views.merge import MergeView


class TermMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(POLICY.user_has_any_permission(request.user, ["add", "change", "delete"]))


class TermViewSet(ViewSet):
    name = "taxonomy_terms"
    url_prefix = "terms"
    menu_label = _("Terms")
    icon = "tag"
    menu_order = 350
    add_to_admin_menu = True
    menu_item_class = TermMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[tuple[str, Any, str]] = [
            ("", BrowseView, "index"),
            ("in/<str:scheme>/", BrowseView, "scheme"),
            ("add/<str:scheme>/", AddView, "add"),
            ("<int:pk>/", EditView, "edit"),
            ("<int:pk>/uses/", UsesView, "uses"),
            ("<int:pk>/merge/", MergeView, "merge"),
            ("<int:pk>/delete/", DeleteView, "delete"),
        ]
        return [path(route, view.as_view(), name=name) for route, view, name in patterns]
