"""The admin's form of one term."""

import re
from typing import Any

from anyascii import anyascii
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taxonomy.directory import directory
from taxonomy.models import Term
from taxonomy.schemes import scheme_info

LONGEST_CODE = 64


class ExternalField(forms.CharField):
    """Identifiers in other lists, one list a line: ``eurovoc: 584, 1462`` ↔ ``{"eurovoc": ["584", "1462"]}``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{name}: {', '.join(map(str, items))}" for name, items in sorted(value.items()))
        return value

    def to_python(self, value: Any) -> Any:
        found: dict[str, list[str]] = {}
        for number, line in enumerate(str(value or "").splitlines(), start=1):
            if not line.strip():
                continue
            name, colon, items = line.partition(":")
            identifiers = [item.strip() for item in items.split(",") if item.strip()]
            if not colon or not name.strip() or not identifiers:
                message = _("Line %(line)d is not “list: identifier, identifier”, for example “eurovoc: 584”.")
                raise ValidationError(message, params={"line": number})
            found.setdefault(name.strip(), []).extend(identifiers)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial or {})).split() != str(data or "").split()


class TermForm(forms.ModelForm):
    """Everything of a term but its labels. The scheme is set by the view; a code that was given stays."""

    external = ExternalField(
        label=_("Identifiers elsewhere"),
        help_text=_("For imports. One list a line, for example “eurovoc: 584, 1462”."),
    )

    class Meta:
        model = Term
        fields = ["code", "parent", "order", "external"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unnamed = False
        # An empty code is made from the label by the view, which knows the labels.
        self.fields["code"].required = False
        self.fields["order"].required = False
        if self.instance.pk:
            self.fields["code"].disabled = True
        else:
            self.fields["code"].help_text = _(
                "The term's name in addresses, exports and imports, which cannot be changed later. Leave it empty to"
                " have it made from the label."
            )
        if scheme_info(self.instance.scheme).hierarchical:
            self.fields["parent"] = self._parent_field()
        else:
            del self.fields["parent"]

    def _parent_field(self) -> forms.TypedChoiceField:
        current = directory()
        below = {self.instance.pk, *(current.descendants(self.instance.pk) if self.instance.pk else ())}
        choices = [
            (str(entry.id), "\u2003" * depth + entry.label())
            for depth, entry in current.tree(self.instance.scheme)
            if entry.id not in below
        ]
        return forms.TypedChoiceField(
            label=_("Wider term"),
            choices=[("", _("None: it stands at the top")), *choices],
            coerce=lambda value: Term.objects.get(pk=value),
            empty_value=None,
            required=False,
        )

    def clean_order(self) -> int:
        return int(self.cleaned_data.get("order") or 0)

    def clean_code(self) -> str:
        code: str = self.cleaned_data.get("code") or ""
        # Filled in by name_code() before the term is saved: until then a place-holder passes the model's checks.
        self.unnamed = not code
        same = Term.objects.filter(scheme=self.instance.scheme, code=code).exclude(pk=self.instance.pk)
        if code and same.exists():
            raise ValidationError(_("This scheme has a term with this code already."))
        return code or "new"

    def name_code(self, label: str) -> None:
        """Gives a new term without a code the next free one made from its label: “World Café” → ``world-cafe``."""
        if not self.unnamed:
            return
        stem = re.sub(r"[^a-z0-9]+", "-", anyascii(label).lower()).strip("-")[: LONGEST_CODE - 4].strip("-") or "term"
        taken = set(Term.objects.filter(scheme=self.instance.scheme).values_list("code", flat=True))
        candidates = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
        self.instance.code = next(candidate for candidate in candidates if candidate not in taken)
