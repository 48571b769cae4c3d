"""The definitions of a term as one table of rows: language, text."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from taxonomy.directory import directory
from taxonomy.forms.labels import language_choices
from taxonomy.models import LONGEST_DEFINITION, Term, TermDefinition


class DefinitionForm(forms.ModelForm):
    class Meta:
        model = TermDefinition
        fields = ["language", "text"]

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)
        attributes = {"dir": "auto", "rows": 3}
        if self.instance.language:
            attributes["lang"] = self.instance.language
        # A new row without a text is none; a stored one is removed by its box, not by emptying it.
        self.fields["text"] = forms.CharField(
            label=_("Definition"),
            max_length=LONGEST_DEFINITION,
            required=bool(self.instance.pk),
            widget=forms.Textarea(attrs=attributes),
        )

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def validate_unique(self) -> None:
        """The formset compares all rows with each other: two rows may change places."""

    def validate_constraints(self) -> None:
        """As above."""


class BaseDefinitionFormSet(BaseInlineFormSet):
    """All definitions of a term: content languages first, in their order."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "languages"):
            terms = directory().terms(self.instance.scheme)
            used = {language for entry in terms for language in (*entry.names, *entry.definitions)}
            self.languages = language_choices(used)
        return {**super().get_form_kwargs(index), "languages": self.languages}

    def get_queryset(self) -> Any:
        if not hasattr(self, "_ordered"):
            places = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)}
            rows = self.instance.definitions.all() if self.instance.pk else []
            self._ordered = sorted(rows, key=lambda row: (places.get(row.language, len(places)), row.language))
        return self._ordered

    def rows(self) -> list[DefinitionForm]:
        """The rows that stay, as cleaned."""
        forms: list[Any] = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        return [form for form in forms if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")]

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.rows():
            language = form.cleaned_data.get("language", "")
            if language in seen:
                form.add_error("language", _("There is a definition in this language already. Remove one of them."))
            seen.add(language)

    @transaction.atomic
    def save(self, commit: bool = True) -> list[TermDefinition]:
        """Writes what changed: changed rows are written anew, so that two rows can change places."""
        kept = [form for form in self.rows() if form.has_changed() or not form.instance.pk]
        gone = {form.instance.pk for form in self.forms if form.instance.pk and form.has_changed()}
        for definition in self.instance.definitions.filter(pk__in=gone):
            definition.delete()
        return [
            TermDefinition.objects.create(
                term=self.instance, language=form.cleaned_data["language"], text=form.cleaned_data["text"]
            )
            for form in kept
        ]


def definition_formset(*args: Any, extra: int = 1, **kwargs: Any) -> BaseDefinitionFormSet:
    factory: Any = inlineformset_factory(
        Term, TermDefinition, form=DefinitionForm, formset=BaseDefinitionFormSet, extra=extra
    )
    formset: BaseDefinitionFormSet = factory(*args, prefix="definitions", **kwargs)
    return formset
