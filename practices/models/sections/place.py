"""When and where. The country is a term; the place below it is optional and may be kept vague."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from kb.enums import Care
from practices.enums import PlacePrecision

_YEAR = [MinValueValidator(1800), MaxValueValidator(2100)]
_FIELDS = ("year_start", "year_end", "place", "place_precision", "latitude", "longitude")
# A tenth of a degree: about ten kilometres, the size of a town.
_DECIMALS_OF_A_TOWN = 1


def _shown_place(original: Any) -> str:
    """The place's name; empty where only the region may be known, which the terms for countries tell."""
    return "" if original.place_precision == PlacePrecision.REGION else original.place


def _shown_degrees(name: str) -> Callable[[Any], float | None]:
    """A function that gives a coordinate as exactly as it may be known: rounded for a town, none for a region, and none
    where the organisation must not be named, because who is at a point of the map can be looked up."""

    def shown(original: Any) -> float | None:
        degrees: float | None = getattr(original, name)
        is_kept = original.place_precision == PlacePrecision.REGION or original.care == Care.ANONYMOUS
        if degrees is None or is_kept:
            return None
        return degrees if original.place_precision == PlacePrecision.EXACT else round(degrees, _DECIMALS_OF_A_TOWN)

    return shown


class PlaceMixin(models.Model):
    """Years of the practice itself (not of a record about it), and its place with the precision to show."""

    year_start = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, validators=_YEAR, help_text=_("When the practice itself began.")
    )
    year_end = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, validators=_YEAR, help_text=_("Empty while it goes on.")
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Town or region, as it is written there.")
    )
    place_precision = models.CharField(
        _("precision"),
        max_length=10,
        choices=PlacePrecision.choices,
        default=PlacePrecision.TOWN,
        help_text=_(
            "How exactly readers are shown where it is. Exact: as it stands here. Town: the place, its coordinates"
            " rounded to about ten kilometres. Region only: neither, only the countries and regions chosen above."
        ),
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    blurred_fields: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "place": _shown_place,
        "latitude": _shown_degrees("latitude"),
        "longitude": _shown_degrees("longitude"),
    }

    place_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldRowPanel([FieldPanel("year_start"), FieldPanel("year_end")])], heading=_("Years")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place"), FieldPanel("place_precision")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Place"),
        ),
    ]
    place_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField(name, overridable=False) for name in _FIELDS
    ]

    class Meta:
        abstract = True
