"""Wagtail's forms of pages, sent more than once at a time: by autosave beside the editor, by a double click.

A form that is sent is worked on alone: who sends another of the same page, or of another language of it, waits and
reads what the first has written. Without that an autosave that began before a publication writes back the row that it
had read: the page is not live any more, and nobody has taken it down.

One form for a new page makes one page, however often it is sent: by autosave, by the editor who publishes while an
autosave is under way, by a double click, by a browser that tries again because an answer was lost on the way. Each
would make a page of its own, because the form does not know yet that there is one. So it carries a key (the
translation key that the page will have), and whatever comes with the key of a page that was made is an edit of it.
"""

import json
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from modelcluster.models import get_all_child_relations
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from kb.forms import NEW_PAGE_KEY
from kb.page_locks import lock_set_of
from users.models import User


class NewPageView(CreateView):
    """Wagtail's view of a new page, which makes a page only once."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            # Those who send the same form at the same time wait here for each other.
            Page.objects.select_for_update(no_key=True).get(pk=self.parent_page.pk)
            made = page_of_form(request.POST.get(NEW_PAGE_KEY, ""), self.parent_page, request.user)
            if made is None:
                return cast(HttpResponseBase, super().post(request))
        # The parent is free again: nobody waits for a page while holding what is above it (kb.page_locks).
        return cast(HttpResponseBase, MadeAlreadyView.as_view()(request, made.pk))


class EditPageView(EditView):
    """Wagtail's view of a page, which takes one form of a page at a time."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return cast(HttpResponseBase, super().dispatch(request, page_id, **kwargs))
        with transaction.atomic():
            # Wagtail reads the page after this: as the form before it has left it.
            lock_set_of(page_id)
            return cast(HttpResponseBase, super().dispatch(request, page_id, **kwargs))


class MadeAlreadyView(EditPageView):
    """Takes the form of a new page as an edit of the page that was made from it a moment ago."""

    def get_object(self) -> Page:
        page = super().get_object()
        for relation in get_all_child_relations(type(page)):
            name = relation.get_accessor_name()
            if self.request.POST.get(f"{name}-INITIAL_FORMS") == "0":
                # The form has all its rows as new ones: in addition to those that are there they would be double.
                getattr(page, name).set([])
        return page

    @property
    def is_out_of_date(self) -> bool:
        """Whether this autosave was overtaken: by the publication that it was under way with."""
        return bool(self.real_page_record.live)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        if isinstance(response, JsonResponse) and response.status_code == 200:
            # The script turns the form of a new page into that of this page, as after the first autosave.
            url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
            hydrate_url = set_query_params(url, {"_w_hydrate_create_view": "1"})
            return JsonResponse({**json.loads(response.content), "url": url, "hydrate_url": hydrate_url})
        return response


def page_of_form(key: str, parent: Page, user: User | AnonymousUser) -> Page | None:
    """The page that ``user`` made under ``parent`` with a form of this key, or None."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    made: Page | None = Page.objects.child_of(parent).filter(translation_key=wanted, owner_id=user.pk).first()
    return made


# Stand before Wagtail's own addresses of the same views, whose names go on leading here.
urlpatterns: list[URLPattern] = [
    path(
        "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        never_cache(require_admin_access(NewPageView.as_view())),
    ),
    path("pages/<int:page_id>/edit/", never_cache(require_admin_access(EditPageView.as_view()))),
]
