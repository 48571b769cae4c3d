"""The texts of a term as one table of rows, each in a language: what labels and definitions have in common."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kb.collation import collation_key
from kb.formats import language_name
from taxonomy.directory import Entry, directory


def language_choices(used: set[str]) -> list[tuple[str, str]]:
    """The content languages in their order, then the others that texts of the taxonomy are in, by name."""
    interface = get_language() or "en"
    content = [code for code, _name in settings.LANGUAGES]
    others = sorted(used - set(content), key=lambda code: collation_key(language_name(code, interface), interface))
    return [("", "—"), *((code, f"{language_name(code, interface)} ({code})") for code in (*content, *others))]


class TextRowForm(forms.ModelForm):
    """One row: a language and a text. A new row without a text is none; a stored one is removed by its box, not by
    emptying it.
    """

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)
        text = self.fields["text"]
        text.required = bool(self.instance.pk)
        if self.instance.language:
            text.widget.attrs["lang"] = self.instance.language

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def validate_unique(self) -> None:
        """The formset compares all rows with each other: two rows may change places."""

    def validate_constraints(self) -> None:
        """As above."""


class BaseTextRowFormSet(BaseInlineFormSet):
    """All such rows of a term: content languages first, in their order."""

    model: Any
    # The fields that are written.
    row_fields: ClassVar[tuple[str, ...]] = ("language", "text")

    def languages_of(self, entry: Entry) -> set[str]:
        """The languages in which a term of the scheme has texts."""
        return {*(language for language, _kind, _text in entry.labels), *entry.definitions}

    def within_language(self, row: Any) -> tuple[Any, ...]:
        """The place of a row among those in its language."""
        return ()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "languages"):
            terms = directory().terms(self.instance.scheme)
            self.languages = language_choices(set().union(*(self.languages_of(entry) for entry in terms)))
        return {**super().get_form_kwargs(index), "languages": self.languages}

    @property
    def stored(self) -> Any:
        """The term's rows in the database."""
        return self.model._default_manager.filter(**{self.fk.name: self.instance})

    def get_queryset(self) -> Any:
        if not hasattr(self, "_ordered"):
            places = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)}
            rows = self.stored if self.instance.pk else []
            self._ordered = sorted(
                rows,
                key=lambda row: (places.get(row.language, len(places)), row.language, *self.within_language(row)),
            )
        return self._ordered

    def rows(self) -> list[Any]:
        """The forms of the rows that stay, as cleaned."""
        forms: list[Any] = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        return [form for form in forms if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")]

    @transaction.atomic
    def save(self, commit: bool = True) -> list[Any]:
        """Writes what changed: changed rows are written anew, so that two rows can change places."""
        kept = [form for form in self.rows() if form.has_changed() or not form.instance.pk]
        gone = {form.instance.pk for form in self.forms if form.instance.pk and form.has_changed()}
        for row in self.stored.filter(pk__in=gone):
            row.delete()
        values = [{name: form.cleaned_data[name] for name in self.row_fields} for form in kept]
        return [self.model._default_manager.create(term=self.instance, **each) for each in values]
