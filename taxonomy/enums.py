"""Choices of the taxonomy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """What a term is a value of. Each scheme is a facet of the search and a field of the editor's form."""

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
    """The kinds of label of SKOS."""

    PREFERRED = "preferred", _("Preferred")
    ALTERNATIVE = "alternative", _("Alternative")
    HIDDEN = "hidden", _("Hidden: found, never shown")


class LabelOrigin(models.TextChoices):
    """Who wrote a label: a reload of the vocabularies changes only its own."""

    SHIPPED = "shipped", _("Shipped with the site")
    EDITED = "edited", _("Written here")
