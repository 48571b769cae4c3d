"""Questions about events. When an event is, its original says."""

from datetime import datetime
from typing import Self

from django.db.models import BooleanField, Case, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from wagtail.models import PageManager

from kb.querysets import BasePageQuerySet


class EventQuerySet(BasePageQuerySet):
    """Adds ``starts`` and ``ends`` (the start, where no end is given), from the original."""

    def with_times(self) -> Self:
        original = self.model._default_manager.filter(original_record__translation_key=OuterRef("translation_key"))
        return self.annotate(
            starts=Subquery(original.values("start")[:1]),
            ends=Subquery(original.annotate(last=Coalesce("end", "start")).values("last")[:1]),
        )

    def upcoming(self, now: datetime) -> Self:
        """Events that are not over, the next one first."""
        return self.with_times().filter(ends__gte=now).order_by("starts", "pk")

    def as_calendar(self, now: datetime) -> Self:
        """What is not over, the next one first, then what is over (``is_over``), the last one first. Without what has
        no time.
        """
        is_over = Case(When(ends__lt=now, then=True), default=False, output_field=BooleanField())
        to_come = Case(When(ends__gte=now, then="starts"))
        timed = self.with_times().filter(ends__isnull=False)
        return timed.annotate(is_over=is_over).order_by("is_over", to_come, "-starts", "pk")


EventManager = PageManager.from_queryset(EventQuerySet)
