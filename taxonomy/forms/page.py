"""The page form's part that edits terms: one field per scheme, written to the page's child rows."""

from typing import Any

from django.forms import BaseForm
from django.forms.forms import DeclarativeFieldsMetaclass

from kb.forms import BasePageForm
from taxonomy.enums import Scheme
from taxonomy.forms.fields import TermsField

PREFIX = "terms_"

# Declared for every scheme, so that a form class may name any of them; a form keeps those that its panels name.
_Declared: Any = DeclarativeFieldsMetaclass(
    "_Declared", (BaseForm,), {f"{PREFIX}{scheme}": TermsField(scheme) for scheme in Scheme.values}
)


class TermsFormMixin(_Declared):
    """For forms of pages with ``TermsMixin``; stands before ``BasePageForm`` in the bases.

    A scheme without a panel has no field, so that saving the form never clears what it did not show.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = set(self._meta.fields or ())
        declared = self.instance.term_schemes
        stored = self.instance.terms_by_scheme()
        for scheme in Scheme.values:
            name = f"{PREFIX}{scheme}"
            if name not in named or scheme not in declared:
                self.fields.pop(name, None)
            else:
                present = [entry.id for entry in stored.get(scheme, ())]
                self.fields[name].most = declared[scheme][1]
                self.fields[name].keep(present)
                self.initial.setdefault(name, present)

    def _post_clean(self) -> None:
        # Before the page is validated: what publishing requires of terms is asked in its clean().
        for scheme in Scheme.values:
            name = f"{PREFIX}{scheme}"
            if name in self.fields and name in self.cleaned_data:
                self.instance.set_terms(scheme, self.cleaned_data[name])
        super()._post_clean()


class TermsPageForm(TermsFormMixin, BasePageForm):
    """The form of a page type that needs nothing else. The terms of a translation are its original's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.disabled = field.disabled or (self.is_translation and name.startswith(PREFIX))
