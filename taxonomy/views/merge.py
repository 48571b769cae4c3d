"""Merging two terms: choose the other one, see what will happen, confirm."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from taxonomy.directory import directory
from taxonomy.forms.fields import TermsField
from taxonomy.merging import MergePlan, gone_message, merge, plan_merge
from taxonomy.models import Term
from taxonomy.views.base import TermView


class MergeForm(forms.Form):
    """The term to merge into."""

    def __init__(self, term: Term, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term
        self.fields["into"] = TermsField(
            term.scheme,
            most=1,
            required=True,
            label=gettext_lazy("Merge into"),
            help_text=gettext_lazy("The term that stays. Type a part of its name in any language."),
        )

    def plan(self) -> MergePlan:
        """What the merge would do. Raises ``ValidationError`` where it would be refused."""
        into = Term.objects.filter(pk=self.cleaned_data["into"][0]).first()
        if into is None:
            raise ValidationError(gone_message())
        return plan_merge(self.term, into)


class MergeView(TermView):
    template_name = "taxonomy/admin/merge.html"
    permission_required = "change"

    def get_page_title(self) -> str:
        return _("Merge “%(term)s” into another term") % {"term": self.term}

    def prepare(self, data: Any) -> tuple[MergeForm, MergePlan | None]:
        """The form, and the plan if a term was chosen with which the merge is possible."""
        form = MergeForm(self.term, data if "into" in data or self.request.method == "POST" else None)
        plan = None
        if form.is_bound and form.is_valid():
            try:
                plan = form.plan()
            except ValidationError as error:
                form.add_error("into", error)
        return form, plan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, plan = kwargs.pop("prepared", None) or self.prepare(self.request.GET)
        return super().get_context_data(form=form, plan=plan, term=self.term, media=form.media, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, plan = self.prepare(request.POST)
        if plan is None:
            return self.render_to_response(self.get_context_data(prepared=(form, plan)))
        old = directory().label(self.term.pk)
        try:
            done = merge(plan.term, plan.into)
        except ValidationError as error:
            # Somebody else merged or deleted one of the two in the moment between the plan and the deed.
            form.add_error("into", error)
            return self.render_to_response(self.get_context_data(prepared=(form, None)))
        log(instance=done.into, action="wagtail.edit", data={"merged": self.term.code})
        into = directory().label(done.into.pk)
        messages.success(request, _("“%(old)s” was merged into “%(into)s”.") % {"old": old, "into": into})
        return redirect(self.scheme_url())
