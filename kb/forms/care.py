"""What a page's form does about care: nobody loosens it by accident."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from kb.enums import Care
from kb.models.care import CareMixin

SEEN = "care_version"


class CareFormMixin(forms.Form):
    """For forms of pages: a form that was opened before somebody changed the care says nothing about it.

    The form carries the version of the care that its editor has seen. If the page has another by now, a draft takes
    the page's care, and a publication that would change it is refused, with the page's care chosen.
    """

    care_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance: Any = self.instance  # type: ignore[attr-defined]
        if instance.pk and isinstance(instance, CareMixin) and "care" in self.fields:
            self.initial[SEEN] = instance.care_version
        else:
            del self.fields[SEEN]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        if SEEN not in self.fields or "care" not in data:
            return cleaned
        instance: Any = self.instance  # type: ignore[attr-defined]
        set_care, version = instance.care_as_set
        if data.get(SEEN) != version and data["care"] != set_care:
            data["care"] = set_care
            if not self.is_deferred_validation:  # type: ignore[attr-defined]
                # Shown again it is a form that has seen the change.
                shown = cast(Any, self.data).copy()
                shown.update({"care": set_care, SEEN: str(version)})
                self.data = shown
                message = _("It was set to “%(care)s” while you were editing. Choose anew if it should be another.")
                self.add_error("care", message % {"care": Care(set_care).label})
        return cleaned
