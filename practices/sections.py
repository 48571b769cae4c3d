"""How a practice and a method are told: their sections, in the order in which readers meet them."""

from django.utils.translation import gettext_lazy as _

from kb.sections import Section

PRACTICE: tuple[Section, ...] = (
    Section(
        "minute",
        _("In one minute"),
        ("minute_problem", "minute_action", "minute_change", "minute_needs"),
        template="components/minute.html",
        is_apart=True,
    ),
    Section("start", _("Start and goal"), ("situation", "goal")),
    Section("steps", _("Steps"), ("steps",), template="components/steps.html"),
    Section("participants", _("Who took part"), ("participants",)),
    Section(
        "results",
        _("Results"),
        ("results", "indicators", "results_known"),
        template="practices/sections/results.html",
    ),
    Section("voices", _("Voices"), ("voices",), template="practices/sections/voices.html"),
    Section(
        "effort",
        _("What it took"),
        ("preparation_time", "running_time", "people_skills", "in_kind", "funding_source"),
        template="components/list_of_parts.html",
    ),
    Section(
        "learning",
        _("What was learned"),
        ("what_worked", "what_was_hard", "dos", "donts", "what_did_not_work"),
        template="practices/sections/learning.html",
    ),
    Section(
        "transfer",
        _("To use it elsewhere"),
        ("must_stay", "may_change", "conditions_needed", "good_for", "not_good_for"),
    ),
)

METHOD: tuple[Section, ...] = (
    Section("purpose", _("Purpose"), ("purpose",)),
    Section("when", _("When to use it"), ("when_to_use", "when_not")),
    Section(
        "needs",
        _("What it takes"),
        ("group_size", "duration", "space", "materials"),
        template="components/list_of_parts.html",
    ),
    Section("roles", _("Roles"), ("roles",)),
    Section("steps", _("Steps"), ("steps",), template="components/steps.html"),
    Section("variations", _("Variations"), ("variations", "online_version")),
    Section("risks", _("Risks"), ("risks",)),
    Section("sources", _("Sources"), ("sources",)),
)
