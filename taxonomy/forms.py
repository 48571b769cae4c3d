"""Choosing terms in the form of a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.forms import BasePageForm
from taxonomy import directory
from taxonomy.enums import Scheme

# Schemes with more terms than this are not written into the page whole: the script asks for what is typed.
MOST_OPTIONS = 400


class TermsWidget(forms.SelectMultiple):
    """A multiple choice that a small script turns into a field to type in."""

    template_name = "taxonomy/widgets/terms.html"

    class Media:
        js = ["taxonomy/terms.js"]
        css = {"all": ["taxonomy/terms.css"]}

    def __init__(self, scheme: str, attrs: dict[str, Any] | None = None) -> None:
        self.scheme = scheme
        super().__init__(attrs={"class": "terms-select", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = list(dict.fromkeys(int(v) for v in value or [] if str(v).isdigit()))
        self.choices = self._options(chosen)
        context = super().get_context(name, [str(v) for v in chosen], attrs)
        context["widget"]["attrs"]["data-terms-url"] = reverse("taxonomy_terms", args=[self.scheme])
        return context

    def _options(self, chosen: list[int]) -> list[tuple[int, str]]:
        """The chosen terms first, in their order; then the others as a tree, if they are not too many."""
        known = directory.current()
        options = [(entry.id, entry.label()) for term_id in chosen if (entry := known.get(term_id))]
        terms = known.terms(self.scheme)
        if len(terms) <= MOST_OPTIONS:
            for root in known.roots(self.scheme):
                options += [
                    (entry.id, "\u2003" * depth + entry.label())
                    for entry, depth in [(root, 0), *((child, 1) for child in known.descendants(root.id))]
                    if entry.id not in chosen
                ]
        return options


class TermsField(forms.Field):
    """Terms of one scheme, as a list of ids in the editor's order. ``most`` is how many there may be (0: any)."""

    def __init__(self, scheme: str, most: int = 0, **kwargs: Any) -> None:
        self.scheme, self.most = scheme, most
        kwargs.setdefault("label", Scheme(scheme).label)
        super().__init__(required=False, widget=TermsWidget(scheme), **kwargs)

    def to_python(self, value: Iterable[Any] | None) -> list[int]:
        known = directory.current()
        chosen: list[int] = []
        for item in value or []:
            entry = known.get(int(item)) if str(item).isdigit() else None
            if entry is None or entry.scheme != self.scheme:
                raise ValidationError(_("One of the terms does not exist any more: choose again."))
            if entry.id not in chosen:
                chosen.append(entry.id)
        if self.most and len(chosen) > self.most:
            message = ngettext("Choose at most %(most)d term.", "Choose at most %(most)d terms.", self.most)
            raise ValidationError(message % {"most": self.most})
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(v) for v in initial or []] != [str(v) for v in data or []]


class _DeclaredTerms(type(BasePageForm)):  # type: ignore[misc]
    """Declares a field ``terms_<scheme>`` for every scheme: Wagtail's panels ask for fields that the class has."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        fields = {f"terms_{scheme}": TermsField(scheme) for scheme in Scheme.values}
        return super().__new__(mcs, name, bases, {**fields, **attrs})


class TermsPageForm(BasePageForm, metaclass=_DeclaredTerms):
    """The form of a page with terms: a field ``terms_<scheme>`` for each of its schemes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scheme in Scheme.values:
            name = f"terms_{scheme}"
            if scheme not in self.instance.term_schemes:
                self.fields.pop(name, None)
            elif name in self.fields:
                self.fields[name].most = self.instance.term_schemes[scheme]
                self.initial[name] = [entry.id for entry in self.instance.terms(scheme)]

    def save(self, commit: bool = True) -> Any:
        self._set_terms()
        return super().save(commit=commit)

    def complete_instance(self) -> Any:
        self._set_terms()
        return super().complete_instance()

    def _set_terms(self) -> None:
        for scheme in self.instance.term_schemes:
            name = f"terms_{scheme}"
            if (
                name in self.fields
                and name in self.cleaned_data
                and self.fields[name].has_changed(self.initial[name], self.cleaned_data[name])
            ):
                self.instance.set_terms(scheme, self.cleaned_data[name])
