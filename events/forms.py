"""The form of an event: its times are those on the clock at its place."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from events.time_zones import known_zone, moment_of, on_the_clock
from kb.forms import BasePageForm

TIMES = ("start", "end")


class ClockField(forms.DateTimeField):
    """A date and a time as typed, without a zone: which moment that is depends on another field."""

    widget = AdminDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        # Read as UTC, where every time comes once: Django would read it in the zone of whoever types it.
        with timezone.override(UTC):
            typed = super().to_python(value)
        return typed.replace(tzinfo=None) if typed else None


class EventPageForm(BasePageForm):
    """Shows and reads start and end in the zone that the event has, or gets with the same form.

    So with another zone the times stay as they are typed, and the event moves.
    """

    start = ClockField(label=capfirst(_("start")), required=False)
    end = ClockField(label=capfirst(_("end")), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = known_zone(self.instance.time_zone)
        # Where it is not the event's own, which is not known any more, the form says so by showing the one it is.
        self.initial["time_zone"] = str(zone)
        for name in TIMES:
            moment = getattr(self.instance, name)
            if moment is not None:
                self.initial[name] = on_the_clock(moment, zone)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        zone = known_zone(cleaned.get("time_zone") or self.instance.time_zone)
        for name in TIMES:
            typed = cleaned.get(name)
            if typed is not None:
                try:
                    cleaned[name] = moment_of(typed, zone, getattr(self.instance, name))
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned
