"""System checks of the taxonomy."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from wagtail.models import Page

from taxonomy.content import term_fields
from taxonomy.models.mixins import ConceptMixin, ResolvingMixin


@register("taxonomy")
def check_page_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every page type that names terms resolves merged ones when its stored content is loaded."""
    return [error for model in apps.get_models() if issubclass(model, Page) for error in resolving_errors(model)]


def resolving_errors(model: type[models.Model]) -> list[CheckMessage]:
    """What is wrong with one page type: ``taxonomy.E001``, or nothing."""
    names = term_fields(model)
    if not names and not hasattr(model, "term_schemes"):
        return []
    if issubclass(model, ResolvingMixin):
        return []
    named = f"“{', '.join(names)}”" if names else "term_schemes"
    return [
        Error(
            f"{model.__name__} names terms ({named}), and would bring merged ones back from its drafts.",
            hint=f"Put {ConceptMixin.__name__} or TermsMixin of taxonomy.models.mixins before its other bases.",
            obj=model,
            id="taxonomy.E001",
        )
    ]
