"""A form field that holds the chosen terms of one scheme."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from taxonomy.directory import directory
from taxonomy.schemes import scheme_info
from taxonomy.widgets import TermSelect


class TermsField(forms.Field):
    """Chosen terms of one scheme as a list of ids in the order chosen; merged terms become their successors.

    At most ``most`` may be chosen. If there are more than that already (``present``: an import may bring more than an
    editor may choose), they may stay, but none may be added. A least number is for publishing to ask: a draft may be
    incomplete.
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
        self.present: frozenset[int] = frozenset()

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

    def keep(self, present: Iterable[int]) -> None:
        """Lets the terms that the page has stay, even if there are too many; says beside the field how many may be."""
        self.present = frozenset(present)
        if self.most is not None:
            limit = ngettext("Choose one.", "Choose at most %(most)d.", self.most) % {"most": self.most}
            self.help_text = format_html("{} {}", self.help_text, limit)
        if self.has_too_many():
            surplus = _(
                "This page has %(present)d, more than the %(most)d that can be chosen. You can leave them as they are;"
                " to add another, first take out those that fit least."
            ) % {"present": len(self.present), "most": self.most}
            self.help_text = format_html("{} <strong>{}</strong>", self.help_text, surplus)

    def has_too_many(self) -> bool:
        return self.most is not None and len(self.present) > self.most

    def validate(self, value: list[int]) -> None:
        super().validate(value)
        if self.most is None or len(value) <= self.most or self.present.issuperset(value):
            return
        numbers = {"most": self.most, "chosen": len(value), "present": len(self.present)}
        if self.has_too_many():
            message = gettext(
                "You chose %(chosen)d, and added to those that were there. Leave the %(present)d as they were, or"
                " choose at most %(most)d."
            )
        else:
            message = ngettext(
                "Choose at most %(most)d. You chose %(chosen)d: remove those that fit least.",
                "Choose at most %(most)d. You chose %(chosen)d: remove those that fit least.",
                self.most,
            )
        raise ValidationError(message % numbers, code="too_many")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
