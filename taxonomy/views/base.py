"""What the admin's views of terms share: permission, breadcrumbs, the term of the address."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from taxonomy.enums import Scheme
from taxonomy.models import Term
from taxonomy.schemes import SchemeInfo, scheme_info

POLICY = ModelPermissionPolicy(Term)


class TermView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about one scheme or one term."""

    permission_policy = POLICY
    header_icon = "tag"

    @cached_property
    def term(self) -> Term:
        try:
            term: Term = Term.objects.get(pk=self.kwargs["pk"])
        except Term.DoesNotExist as error:
            raise Http404(f"There is no term {self.kwargs['pk']}.") from error
        return term

    @cached_property
    def scheme(self) -> SchemeInfo:
        value = self.term.scheme if "pk" in self.kwargs else self.kwargs.get("scheme", Scheme.THEME)
        if value not in Scheme.values:
            raise Http404(f"There is no scheme {value!r}.")
        return scheme_info(value)

    def scheme_url(self) -> str:
        return reverse("taxonomy_terms:scheme", args=[self.scheme.scheme.value])

    def may(self, action: str) -> bool:
        return bool(POLICY.user_has_permission(self.request.user, action))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("taxonomy_terms:index"), "label": _("Terms")},
            {"url": self.scheme_url(), "label": self.scheme.label},
        ]
        if "pk" in self.kwargs:
            items.append({"url": reverse("taxonomy_terms:edit", args=[self.term.pk]), "label": str(self.term)})
        return items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "scheme": self.scheme, "scheme_url": self.scheme_url(), "view": self}
