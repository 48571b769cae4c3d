"""Writing one term: new, changed, deleted."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from taxonomy.forms.definitions import BaseDefinitionFormSet, definition_formset
from taxonomy.forms.labels import BaseLabelFormSet, label_formset
from taxonomy.forms.term import TermForm
from taxonomy.merging import described_by, named_by
from taxonomy.models import Term, TermInUseError
from taxonomy.schemes import scheme_info
from taxonomy.signals import batched
from taxonomy.views.base import TermView


class WriteTermView(TermView):
    """A form of a term with its tables of labels and definitions: nothing is saved unless all of it is right."""

    template_name = "taxonomy/admin/edit.html"
    log_action = "wagtail.edit"

    def instance(self) -> Term:
        return self.term

    @cached_property
    def forms(self) -> tuple[TermForm, BaseLabelFormSet, BaseDefinitionFormSet]:
        data = self.request.POST if self.request.method == "POST" else None
        instance = self.instance()
        definitions = definition_formset(data, instance=instance)
        return TermForm(data, instance=instance), self.labels(data, instance), definitions

    def labels(self, data: Any, instance: Term) -> BaseLabelFormSet:
        return label_formset(data, instance=instance)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, labels, definitions = self.forms
        if not (form.is_valid() & labels.is_valid() & definitions.is_valid()):
            messages.error(request, _("The term was not saved. Mend what is marked below."))
            return self.render_to_response(self.get_context_data())
        form.name_code(labels.heading())
        with batched():
            term = form.save()
            labels.save()
            definitions.save()
            log(instance=term, action=self.log_action)
        messages.success(request, _("“%(term)s” was saved.") % {"term": term})
        return redirect(self.scheme_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, labels, definitions = self.forms
        media = form.media + labels.media + definitions.media
        return super().get_context_data(form=form, labels=labels, definitions=definitions, media=media, **kwargs)


class AddView(WriteTermView):
    """A new term of an open scheme."""

    permission_required = "add"
    log_action = "wagtail.create"

    def get_page_title(self) -> str:
        return _("New term: %(scheme)s") % {"scheme": self.scheme.label}

    def instance(self) -> Term:
        if not self.scheme.open:
            raise Http404(f"The scheme {self.scheme.scheme} is a fixed list.")
        return Term(scheme=self.scheme.scheme)

    def labels(self, data: Any, instance: Term) -> BaseLabelFormSet:
        languages = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
        initial = [{"language": code, "kind": "preferred"} for code in languages]
        return label_formset(data, instance=instance, extra=len(initial), initial=initial)


class EditView(WriteTermView):
    """A term that is there."""

    permission_required = "change"

    def get_page_title(self) -> str:
        return str(self.term)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = Term.objects.with_uses().get(pk=self.term.pk).use_count
        may_delete = self.may("delete") and not why_it_stays(self.term)
        return super().get_context_data(term=self.term, uses=uses, may_delete=may_delete, **kwargs)


def why_it_stays(term: Term) -> str:
    """Why a term cannot be deleted; empty if it can."""
    if not scheme_info(term.scheme).open:
        return _("It belongs to a fixed list, which has all of its terms.")
    if term.ever_used:
        return _(
            "It was used on a page, perhaps in an older version or a draft, so it has to stay. Merge it into"
            " another term instead: its pages move there, and its code and labels go on working."
        )
    if term.children.exists():
        return _("Other terms stand below it. Move or merge them first.")
    if term.replaced.exists():
        return _("Other terms were merged into it and lead to it.")
    described = described_by(term)
    if described:
        return _(
            "It is described by “%(page)s”. Give that page another term or delete it first, or merge this term into"
            " another."
        ) % {"page": described[0]}
    named = named_by(term)
    if named:
        return _("“%(page)s” names it. Choose another term there first, or merge this term into another.") % {
            "page": named[0]
        }
    return ""


class DeleteView(TermView):
    """Deletes a term that was never used and has no narrower terms; says otherwise why not."""

    template_name = "taxonomy/admin/delete.html"
    permission_required = "delete"

    def get_page_title(self) -> str:
        return _("Delete “%(term)s”") % {"term": self.term}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if why_it_stays(self.term):
            return self.render_to_response(self.get_context_data())
        name, address = str(self.term), self.scheme_url()
        try:
            with batched():
                log(instance=self.term, action="wagtail.delete")
                self.term.delete()
        except models.ProtectedError as error:
            # Used in the moment between the question and the answer.
            messages.error(request, self.refusal(error))
            return redirect(reverse("taxonomy_terms:edit", args=[self.kwargs["pk"]]))
        messages.success(request, _("“%(term)s” was deleted.") % {"term": name})
        return redirect(address)

    def refusal(self, error: models.ProtectedError) -> str:
        """What the editor is told when the database keeps the term."""
        if isinstance(error, TermInUseError):
            return str(error.args[0])
        names = ", ".join(sorted(f"“{each}”" for each in error.protected_objects))
        return _("“%(term)s” was not deleted: %(names)s needs it.") % {"term": self.term, "names": names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(term=self.term, reason=why_it_stays(self.term), **kwargs)
