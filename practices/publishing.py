"""What a practice and a method need to be published, by depth."""

from typing import Any

from django.apps import apps

from kb.publishing import PublishRule, Required
from practices.enums import ContentDepth
from taxonomy.enums import Scheme
from taxonomy.publishing import required_term


def _names_its_source(page: Any) -> bool:
    """What was imported says where it is from. A practice that was written here has no other source than itself."""
    if page.source_url:
        return True
    return not apps.get_model("practices.ImportRecord").objects.filter(translation_key=page.translation_key).exists()


_RECORD = (Required("summary"), Required("source_url", is_met=_names_its_source, translated=False))
_SHORT = (
    Required("promise"),
    Required("summary"),
    required_term(Scheme.THEME),
    required_term(Scheme.COUNTRY),
    required_term(Scheme.SDG),
    Required("situation"),
    Required("goal"),
    Required("steps"),
    Required("results"),
    Required("what_worked"),
    Required("what_was_hard"),
    Required("must_stay"),
    Required("may_change"),
)
_FULL = (
    *_SHORT,
    Required("minute_problem"),
    Required("minute_action"),
    Required("minute_change"),
    Required("minute_needs"),
    *(
        required_term(scheme)
        for scheme in (
            Scheme.METHOD,
            Scheme.TARGET_GROUP,
            Scheme.SCALE,
            Scheme.FORMAT,
            Scheme.ORGANISATION_TYPE,
            Scheme.MATURITY,
            Scheme.EVIDENCE_LEVEL,
        )
    ),
    Required("year_start", translated=False),
    Required("participants"),
    Required("results_known"),
    Required("preparation_time"),
    Required("people_skills"),
)

PRACTICE_RULE = PublishRule(
    Required("title"),
    depth_field="content_depth",
    by_depth={ContentDepth.RECORD: _RECORD, ContentDepth.SHORT: _SHORT, ContentDepth.FULL: _FULL},
)
METHOD_RULE = PublishRule(Required("title"), Required("summary"), Required("purpose"))
