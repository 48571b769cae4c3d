"""The labels of a term as one table of rows: language, kind, text."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kb.collation import collation_key
from kb.folding import fold_words
from kb.formats import language_name
from taxonomy.directory import directory
from taxonomy.enums import LabelKind, Scheme
from taxonomy.models import Term, TermLabel

KINDS = [
    (LabelKind.PREFERRED, _("Preferred")),
    (LabelKind.ALTERNATIVE, _("Alternative")),
    (LabelKind.HIDDEN, _("Hidden")),
]


def language_choices(used: set[str]) -> list[tuple[str, str]]:
    """The content languages in their order, then the others that labels of the taxonomy are in, by name."""
    interface = get_language() or "en"
    content = [code for code, _name in settings.LANGUAGES]
    others = sorted(used - set(content), key=lambda code: collation_key(language_name(code, interface), interface))
    return [("", "—"), *((code, f"{language_name(code, interface)} ({code})") for code in (*content, *others))]


class LabelForm(forms.ModelForm):
    class Meta:
        model = TermLabel
        fields = ["language", "kind", "text"]
        widgets = {"text": forms.TextInput(attrs={"dir": "auto"})}

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=LabelKind.PREFERRED)
        # A new row without a label is no label; a stored one is removed by its box, not by emptying it.
        self.fields["text"].required = bool(self.instance.pk)
        if self.instance.language:
            self.fields["text"].widget.attrs["lang"] = self.instance.language

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def validate_unique(self) -> None:
        """The formset compares all rows with each other: two rows may change places."""

    def validate_constraints(self) -> None:
        """As above."""


class BaseLabelFormSet(BaseInlineFormSet):
    """All labels of a term: content languages first, each language's preferred label first."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "languages"):
            used = {language for entry in directory().terms(self.instance.scheme) for language, _k, _t in entry.labels}
            self.languages = language_choices(used)
        return {**super().get_form_kwargs(index), "languages": self.languages}

    def get_queryset(self) -> Any:
        if not hasattr(self, "_ordered"):
            content = [code for code, _name in settings.LANGUAGES]
            places = {code: place for place, code in enumerate(content)}
            kinds = [str(kind) for kind in LabelKind]
            self._ordered = sorted(
                self.instance.labels.all() if self.instance.pk else [],
                key=lambda row: (places.get(row.language, len(places)), row.language, kinds.index(row.kind), row.text),
            )
        return self._ordered

    def rows(self) -> list[LabelForm]:
        """The rows that stay, as cleaned."""
        forms: list[Any] = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        return [form for form in forms if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")]

    def clean(self) -> None:
        preferred: set[str] = set()
        texts: set[tuple[str, str]] = set()
        for form in self.rows():
            language, text = form.cleaned_data.get("language", ""), form.cleaned_data["text"]
            if form.cleaned_data.get("kind") == LabelKind.PREFERRED:
                if language in preferred:
                    form.add_error("kind", _("One label in each language is preferred. Make one an alternative."))
                preferred.add(language)
            if (language, text) in texts:
                form.add_error("text", _("This label is there twice in this language. Remove one of them."))
            texts.add((language, text))
        if not self.rows():
            raise ValidationError(_("A term needs a label in at least one language."))

    def heading(self) -> str:
        """The label to name a new term by: the preferred English one, else the first."""
        rows = sorted(self.rows(), key=lambda form: form.cleaned_data.get("language") != "en")
        return str(rows[0].cleaned_data["text"]) if rows else ""

    @transaction.atomic
    def save(self, commit: bool = True) -> list[TermLabel]:
        """Writes what changed: changed rows are written anew, so that two rows can change places."""
        kept = [form for form in self.rows() if form.has_changed() or not form.instance.pk]
        gone = {form.instance.pk for form in self.forms if form.instance.pk and form.has_changed()}
        for label in self.instance.labels.filter(pk__in=gone):
            label.delete()
        saved = []
        for form in kept:
            values = {name: form.cleaned_data[name] for name in ("language", "kind", "text")}
            saved.append(TermLabel.objects.create(term=self.instance, **values))
        return saved + self._keep_former_names()

    def _keep_former_names(self) -> list[TermLabel]:
        """A name that an organisation had stays as a hidden label: texts may still have it, and pages that must not
        name the organisation take out what its labels say. Who removes the hidden one means it.
        """
        if self.instance.scheme != Scheme.ORGANISATION:
            return []
        now = {fold_words(text) for text in self.instance.labels.values_list("text", flat=True)}
        former = [form.initial for form in self.forms if form.instance.pk and form.has_changed()]
        return [
            TermLabel.objects.create(
                term=self.instance, language=was["language"], kind=LabelKind.HIDDEN, text=was["text"]
            )
            for was in former
            if was["kind"] != LabelKind.HIDDEN and fold_words(was["text"]) not in now
        ]


def label_formset(*args: Any, extra: int = 1, **kwargs: Any) -> BaseLabelFormSet:
    factory: Any = inlineformset_factory(Term, TermLabel, form=LabelForm, formset=BaseLabelFormSet, extra=extra)
    formset: BaseLabelFormSet = factory(*args, prefix="labels", **kwargs)
    return formset
