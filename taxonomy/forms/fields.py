"""A form field that holds the chosen terms of one scheme."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from taxonomy.directory import directory
from taxonomy.schemes import scheme_info
from taxonomy.widgets import TermSelect


class TermsField(forms.Field):
    """Chosen terms of one scheme as a list of ids in the order chosen; merged terms become their successors.

    At most ``most`` may be chosen. A least number is for publishing to ask: a draft may be incomplete.
    """

    widget: Any = TermSelect
    default_error_messages = {"unknown": _("“%(value)s” is not a term of this list. Choose from the list.")}

    def __init__(self, scheme: str, most: int | None = None, **kwargs: Any) -> None:
        info = scheme_info(scheme)
        self.scheme = scheme
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", info.scheme.label)
        kwargs.setdefault("help_text", info.help_text)
        super().__init__(widget=TermSelect(scheme), **kwargs)
        self.most = most

    @property
    def most(self) -> int | None:
        return self._most

    @most.setter
    def most(self, most: int | None) -> None:
        self._most = most
        self.widget.most = most

    def to_python(self, value: Any) -> list[int]:
        current = directory()
        chosen: list[int] = []
        for item in value or ():
            entry = current.get(int(item)) if str(item).isdecimal() and len(str(item)) < 19 else None
            if entry is None or entry.scheme != self.scheme:
                raise ValidationError(self.error_messages["unknown"], code="unknown", params={"value": item})
            if entry.id not in chosen:
                chosen.append(entry.id)
        return chosen

    def validate(self, value: list[int]) -> None:
        super().validate(value)
        if self.most is not None and len(value) > self.most:
            raise ValidationError(
                ngettext(
                    "Choose at most %(most)d. You chose %(chosen)d: remove those that fit least.",
                    "Choose at most %(most)d. You chose %(chosen)d: remove those that fit least.",
                    self.most,
                )
                % {"most": self.most, "chosen": len(value)},
                code="too_many",
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
