"""The labels of a term as one table of rows: language, kind, text."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from kb.folding import fold_words
from taxonomy.enums import LabelKind, Scheme
from taxonomy.forms.rows import BaseTextRowFormSet, TextRowForm
from taxonomy.models import Term, TermLabel

KINDS = [
    (LabelKind.PREFERRED, _("Preferred")),
    (LabelKind.ALTERNATIVE, _("Alternative")),
    (LabelKind.HIDDEN, _("Hidden")),
]


class LabelForm(TextRowForm):
    class Meta:
        model = TermLabel
        fields = ["language", "kind", "text"]
        widgets = {"text": forms.TextInput(attrs={"dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=LabelKind.PREFERRED)


class BaseLabelFormSet(BaseTextRowFormSet):
    """All labels of a term: each language's preferred label first."""

    row_fields: ClassVar[tuple[str, ...]] = ("language", "kind", "text")

    def within_language(self, row: TermLabel) -> tuple[Any, ...]:
        return [str(kind) for kind in LabelKind].index(row.kind), row.text

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
        return [*super().save(commit), *self._keep_former_names()]

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
