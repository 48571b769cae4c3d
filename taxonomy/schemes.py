"""What each scheme is like: the one declaration that forms, facets, the admin and the loader read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taxonomy.enums import Scheme


@dataclass(frozen=True, slots=True)
class SchemeInfo:
    """One scheme.

    ``hierarchical``: terms may have a parent. ``open``: editors may add terms; a closed scheme is a fixed list whose
    labels they may still change. ``alphabetical``: lists are sorted by label in the reader's language, otherwise by
    the terms' own order (steps of a scale, goals by number).
    """

    scheme: Scheme
    help_text: Promise
    hierarchical: bool = False
    open: bool = True
    alphabetical: bool = False

    @property
    def label(self) -> str:
        return str(self.scheme.label)


# In the order in which forms and facets show them.
SCHEMES: dict[Scheme, SchemeInfo] = {
    info.scheme: info
    for info in (
        SchemeInfo(
            Scheme.THEME,
            _("What it is about. Choose the narrowest themes that fit; the wider ones are found through them."),
            hierarchical=True,
        ),
        SchemeInfo(
            Scheme.COUNTRY,
            _("Where it takes place. Choose countries; choose a region only for something that covers all of it."),
            hierarchical=True,
            open=False,
            alphabetical=True,
        ),
        SchemeInfo(
            Scheme.SDG,
            _("The goals of the 2030 Agenda to which it contributes directly, or one of their targets."),
            hierarchical=True,
            open=False,
        ),
        SchemeInfo(Scheme.METHOD, _("The methods that are used in it, such as World Café."), alphabetical=True),
        SchemeInfo(Scheme.TARGET_GROUP, _("The people whom it is for or who take part in it.")),
        SchemeInfo(Scheme.SCALE, _("The area that it reaches.")),
        SchemeInfo(Scheme.FORMAT, _("Whether people meet in one place, online, or both."), open=False),
        SchemeInfo(Scheme.ORGANISATION_TYPE, _("The kind of organisation that carries it.")),
        SchemeInfo(Scheme.BUDGET_BAND, _("What it costs in money for one year, without unpaid work."), open=False),
        SchemeInfo(Scheme.MATURITY, _("How far it has come."), open=False),
        SchemeInfo(Scheme.EVIDENCE_LEVEL, _("How its results are known."), open=False),
        SchemeInfo(Scheme.WORKING_GROUP, _("The working group of the network that looks after it."), alphabetical=True),
        SchemeInfo(Scheme.PROJECT, _("The programme or project in which it came about."), alphabetical=True),
        SchemeInfo(Scheme.ORGANISATION, _("The organisations that carry it: lead and partners."), alphabetical=True),
    )
}


def scheme_info(scheme: str) -> SchemeInfo:
    """The declaration of a scheme by its value. Raises ``ValueError`` for a value that is no scheme."""
    return SCHEMES[Scheme(scheme)]
