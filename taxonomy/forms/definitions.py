"""The definitions of a term as one table of rows: language, text."""

from typing import Any

from django import forms
from django.forms.models import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from taxonomy.forms.rows import BaseTextRowFormSet, TextRowForm
from taxonomy.models import Term, TermDefinition


class DefinitionForm(TextRowForm):
    class Meta:
        model = TermDefinition
        fields = ["language", "text"]
        labels = {"text": _("Definition")}
        widgets = {"text": forms.Textarea(attrs={"dir": "auto", "rows": 3})}


class BaseDefinitionFormSet(BaseTextRowFormSet):
    """All definitions of a term."""

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.rows():
            language = form.cleaned_data.get("language", "")
            if language in seen:
                form.add_error("language", _("There is a definition in this language already. Remove one of them."))
            seen.add(language)


def definition_formset(*args: Any, extra: int = 1, **kwargs: Any) -> BaseDefinitionFormSet:
    factory: Any = inlineformset_factory(
        Term, TermDefinition, form=DefinitionForm, formset=BaseDefinitionFormSet, extra=extra
    )
    formset: BaseDefinitionFormSet = factory(*args, prefix="definitions", **kwargs)
    return formset
