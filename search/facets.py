"""The facets, each declared once: query, counts, form, chips and API are made from these declarations."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.documents import ATTRIBUTES, DEPTH, KIND, LANGUAGE, YEAR


class Shape(Enum):
    """How a facet's values hang together."""

    FLAT = "flat"
    TREE = "tree"
    # Chosen by its ends instead of value by value.
    RANGE = "range"


class Order(Enum):
    """In which order the values are listed."""

    # The order that editors gave the terms (goals by number, scale from local to global).
    TERM = "term"
    # By label in the reader's language.
    LABEL = "label"
    # Most documents first, then by label.
    COUNT = "count"
    # By the value itself.
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a result.

    ``name`` is the parameter in addresses, the scheme of its terms and the name of its counts. ``open``: shown at once,
    not under "more". ``flat``: the terms of a tree are listed beside each other, those that hold others last.
    ``searchable``: long enough to be filtered by typing. ``tells``: that a value exists says who is behind a document,
    so that one which no document of the reader's has is unknown to her.
    ``named``: words of a query may stand for its values ("Slovenia", "world cafés"); not where the labels are words
    that anything may be said with ("local", "new"). ``composite``: a label may hold several names ("Food banks & food
    rescue").
    """

    name: str
    label: str | Promise
    shape: Shape = Shape.FLAT
    order: Order = Order.COUNT
    open: bool = False
    flat: bool = False
    searchable: bool = False
    tells: bool = False
    named: bool = True
    composite: bool = False

    @property
    def attribute(self) -> bool:
        """Whether its values are the document's own (a language, a year) instead of terms."""
        return self.name in ATTRIBUTES

    @property
    def hierarchical(self) -> bool:
        return self.shape is Shape.TREE

    @property
    def shown_as_tree(self) -> bool:
        return self.hierarchical and not self.flat


FACETS: tuple[Facet, ...] = (
    Facet("theme", _("Theme"), Shape.TREE, Order.TERM, open=True, searchable=True, composite=True),
    Facet("country", _("Country"), Shape.TREE, Order.COUNT, open=True, flat=True, searchable=True),
    Facet("method", _("Method"), order=Order.COUNT, open=True, searchable=True),
    Facet("target_group", _("Target group"), order=Order.COUNT, open=True, searchable=True, composite=True),
    Facet("sdg", _("Sustainable Development Goal"), Shape.TREE, Order.TERM, open=True),
    Facet(KIND, _("Kind"), order=Order.COUNT),
    Facet(LANGUAGE, _("Language"), order=Order.LABEL),
    Facet(DEPTH, _("Detail"), order=Order.VALUE),
    Facet(YEAR, _("Year"), Shape.RANGE, Order.VALUE),
    Facet("scale", _("Scale"), order=Order.TERM, named=False),
    Facet("format", _("Format"), order=Order.TERM),
    Facet("organisation_type", _("Type of organisation"), order=Order.TERM, composite=True),
    Facet("budget_band", _("Budget"), order=Order.TERM, named=False),
    Facet("maturity", _("Maturity"), order=Order.TERM, named=False),
    Facet("evidence_level", _("Evidence"), order=Order.TERM, named=False),
    Facet("working_group", _("Working group"), order=Order.LABEL, searchable=True),
    Facet("project", _("Project"), order=Order.LABEL, searchable=True),
    Facet("organisation", _("Organisation"), order=Order.COUNT, searchable=True, tells=True),
)

BY_NAME: dict[str, Facet] = {facet.name: facet for facet in FACETS}
