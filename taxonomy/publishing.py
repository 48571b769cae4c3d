"""Terms in publish rules."""

from typing import Any

from kb.publishing import Required
from taxonomy.enums import Scheme


def required_term(scheme: Scheme) -> Required:
    """At least one term of ``scheme``. The original's count for all languages."""

    def is_met(page: Any) -> bool:
        return bool(page.terms(scheme))

    return Required(f"terms_{scheme.value}", is_met=is_met, label=scheme.label, translated=False)
