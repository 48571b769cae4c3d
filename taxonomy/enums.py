"""The fixed values of the taxonomy: its schemes and the kinds of labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """A list of terms that answers one question about a page. What each is like stands in ``schemes.py``."""

    THEME = "theme", _("Theme")
    COUNTRY = "country", _("Country")
    SDG = "sdg", _("Sustainable Development Goal")
    METHOD = "method", _("Method")
    TARGET_GROUP = "target_group", _("Target group")
    SCALE = "scale", _("Scale")
    FORMAT = "format", _("Format")
    ORGANISATION_TYPE = "organisation_type", _("Type of organisation")
    BUDGET_BAND = "budget_band", _("Budget")
    MATURITY = "maturity", _("Maturity")
    EVIDENCE_LEVEL = "evidence_level", _("Evidence")
    WORKING_GROUP = "working_group", _("Working group")
    PROJECT = "project", _("Programme or project")
    ORGANISATION = "organisation", _("Organisation")


class LabelKind(models.TextChoices):
    """As in SKOS: readers see the preferred label; the search knows all three."""

    PREFERRED = "preferred", _("Preferred: the name that is shown")
    ALTERNATIVE = "alternative", _("Alternative: another name, found by search")
    HIDDEN = "hidden", _("Hidden: a misspelling or abbreviation, found by search and never shown")


# The United Nations' colours of the goals, by goal number. They are used for the goals and for nothing else.
SDG_COLOURS: dict[int, str] = {
    1: "#E5243B",
    2: "#DDA63A",
    3: "#4C9F38",
    4: "#C5192D",
    5: "#FF3A21",
    6: "#26BDE2",
    7: "#FCC30B",
    8: "#A21942",
    9: "#FD6925",
    10: "#DD1367",
    11: "#FD9D24",
    12: "#BF8B2E",
    13: "#3F7E44",
    14: "#0A97D9",
    15: "#56C02B",
    16: "#00689D",
    17: "#19486A",
}
