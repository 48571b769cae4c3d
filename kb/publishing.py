"""What publishing requires: one declarative rule per page type, read by every path.

The editor's form, bulk actions, workflow, scheduler, importer and API all end in ``BasePage.clean``, which asks
``missing``. Other apps add questions of their own (the translation app: is this text translated?) with ``register``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Field
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kb.models import BasePage


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a page from being published.

    ``message`` says all; ``at_field`` is the shorter one for a place where the field's name stands already.
    """

    field: str
    message: str
    at_field: str = ""


@dataclass(frozen=True)
class Required:
    """A field, or child relation, that must be filled in.

    ``field`` is the name of the form field that the message belongs to. ``is_met`` decides; by default a text must have
    letters, a relation a row. ``translated`` says whether a translation needs it too (classification, numbers, files
    are read from the original).
    """

    field: str
    is_met: Callable[[Any], bool] | None = None
    label: Any = ""
    translated: bool = True
    at_least: int = 1

    def fault(self, page: "BasePage") -> Fault | None:
        if self.is_met(page) if self.is_met else self._has_value(page):
            return None
        label = str(self.label or _label(page, self.field))
        return Fault(self.field, _("“%(field)s” is missing.") % {"field": capfirst(label)}, _("This is missing."))

    def is_rows(self, page: "BasePage") -> bool:
        """Whether it asks for rows, not for a text."""
        return self.is_met is None and hasattr(getattr(page, self.field), "all")

    def _has_value(self, page: "BasePage") -> bool:
        value = getattr(page, self.field)
        if hasattr(value, "all"):
            return len(value.all()) >= self.at_least
        if isinstance(value, str):
            return bool(strip_tags(value).replace("\xa0", " ").strip())
        return value is not None


class PublishRule:
    """What a page type needs to be live: some things always, more by depth.

    ``by_depth`` maps a value of the page's field ``depth_field`` to what that depth needs in addition.
    """

    def __init__(
        self, *always: Required, depth_field: str = "", by_depth: Mapping[str, Iterable[Required]] | None = None
    ) -> None:
        self.always = always
        self.depth_field = depth_field
        self.by_depth = {depth: tuple(requirements) for depth, requirements in (by_depth or {}).items()}

    def requirements(self, page: "BasePage") -> tuple[Required, ...]:
        depth = getattr(page, self.depth_field) if self.depth_field else ""
        return self.always + self.by_depth.get(depth, ())


Question = Callable[["BasePage"], Iterable[Fault]]
_questions: list[Question] = []


def register(question: Question) -> Question:
    """Adds a question that every page must answer before it is live. Used as a decorator, from ``AppConfig.ready``."""
    if question not in _questions:
        _questions.append(question)
    return question


def missing(page: "BasePage") -> list[Fault]:
    """What keeps ``page`` from being live, in the order of the form; empty if nothing does.

    A translation answers only for its texts; the rest is its original's.
    """
    faults = missing_by_rule(page)
    seen = {fault.field for fault in faults}
    for question in _questions:
        faults += [fault for fault in question(page) if fault.field not in seen]
    return faults


def missing_by_rule(page: "BasePage") -> list[Fault]:
    """What ``page``'s own publish rule misses, without the questions of other apps."""
    requirements = page.publish_rule.requirements(page)
    if not page.is_original:
        # A live translation that lost a row to its original, and has no text for the new one yet, stays live.
        requirements = tuple(r for r in requirements if r.translated and not (page.live and r.is_rows(page)))
    return [fault for requirement in requirements if (fault := requirement.fault(page))]


def _label(page: "BasePage", name: str) -> str:
    found = page._meta.get_field(name)
    if isinstance(found, Field):
        return str(found.verbose_name)
    related = found.related_model
    return str(related._meta.verbose_name_plural) if related and related != "self" else name
