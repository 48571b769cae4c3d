"""System checks for the invariants of the house: ``manage.py check`` fails where a page type or an address forgot its
duty.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from kb.models import BasePage
from kb.outputs import OUTPUTS, WITHOUT_CONTENT


def page_types() -> list[type[BasePage]]:
    """Every concrete page type of the project."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


@register("kb")
def check_page_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each page type has a publish rule, says what a translation does with each field, and how it is found."""
    return [
        error
        for model in page_types()
        for error in (*_publish_rule(model), *_translation_rule(model), *_searchable(model))
    ]


def _publish_rule(model: type[BasePage]) -> Iterator[CheckMessage]:
    rule = model.publish_rule
    if not any(required.field == "title" for required in rule.always):
        yield Error(f"{model.__name__} can be published without a title.", obj=model, id="kb.E001")
    for required in (*rule.always, *(r for rows in rule.by_depth.values() for r in rows)):
        if required.is_met is None and not _has_field(model, required.field):
            yield Error(
                f"The publish rule of {model.__name__} asks for “{required.field}”, which it does not have.",
                obj=model,
                id="kb.E002",
            )


def _translation_rule(model: type[BasePage]) -> Iterator[CheckMessage]:
    declared = {rule.field_name for rule in model.translatable_fields} | model.local_fields
    own = {
        f.name
        for f in model._meta.get_fields()
        if isinstance(f, Field) and f.editable and not f.primary_key and not _of_wagtail(f.model)
    }
    own |= {
        relation.name
        for relation in get_all_child_relations(model)
        # Relations to Wagtail's own Page are on every type: a type answers for those that it declares.
        if not _of_wagtail(relation.model) or relation.name in declared
    }
    own |= {"title", "slug", "seo_title", "search_description"}
    for name in sorted(own - declared):
        yield Error(
            f"{model.__name__}.{name} is neither translated, nor copied to translations, nor local to each language.",
            hint="Name it in translatable_fields or local_fields.",
            obj=model,
            id="kb.E003",
        )
    for name in sorted(declared - own):
        if not _has_field(model, name):
            yield Error(f"{model.__name__} has a translation rule for “{name}”, but no such field.", id="kb.E004")


def _searchable(model: type[BasePage]) -> Iterator[CheckMessage]:
    if not hasattr(model, "searchable"):
        yield Error(
            f"{model.__name__} does not say how it is found.",
            hint="Give it a Searchable, or searchable = None for a page that only leads to others.",
            obj=model,
            id="kb.E005",
        )
        return
    place, names = "summary_fields", model.summary_fields
    if model.searchable:
        place, names = "searchable", model.searchable.summary
    for name in names:
        if not _has_field(model, name):
            yield Error(f"{model.__name__}.{place} names “{name}”, which it does not have.", obj=model, id="kb.E006")


@register("kb")
def check_addresses(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every address outside the admin belongs to an output that keeps to care, or gives out nothing of a page."""
    return address_errors(get_resolver().url_patterns)


def address_errors(patterns: Iterable[URLPattern | URLResolver]) -> list[CheckMessage]:
    known = WITHOUT_CONTENT.union(*(output.addresses for output in OUTPUTS))
    return [
        Error(
            f"The address “{pattern.name or pattern.pattern}” belongs to no output.",
            hint="Name it in kb.outputs: with the output that it gives, or among those without content.",
            id="kb.E007",
        )
        for pattern in _public(patterns)
        if pattern.name not in known
    ]


def _public(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif str(pattern.pattern) != "admin/":
            yield from _public(pattern.url_patterns)


def _of_wagtail(model: type[Model]) -> bool:
    return model is Page


def _has_field(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
