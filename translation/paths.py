"""The texts of a page, by path: fields and the fields of its rows.

A path is wagtail-localize's own name for a text: ``summary``, ``steps.<translation key>.title``.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail_localize.fields import TranslatableField, get_translatable_fields


def texts(instance: models.Model) -> dict[str, str]:
    """Every translatable text of ``instance``, in the order of its declaration. Empty texts are in it, as ``""``."""
    found: dict[str, str] = {}
    for name, is_rows in translatable(type(instance)):
        if not is_rows:
            found[name] = getattr(instance, name) or ""
            continue
        for row in getattr(instance, name).all():
            for path, text in texts(row).items():
                found[f"{name}.{row.translation_key}.{path}"] = text
    return found


def set_text(instance: models.Model, path: str, text: str) -> None:
    """Sets one text of ``instance``, in memory. Raises ``KeyError`` if no row has the path's translation key."""
    relation, _, rest = path.partition(".")
    if not rest:
        setattr(instance, path, text)
        return
    key, _, field = rest.partition(".")
    for row in getattr(instance, relation).all():
        if str(row.translation_key) == key:
            set_text(row, field, text)
            return
    raise KeyError(f"No row {key} in {relation}: it has no text {path}.")


def drop_untranslated_rows(instance: Any, original_texts: dict[str, str]) -> None:
    """Takes rows out of ``instance``, in memory, whose first text exists in the original and not here.

    A step without a translated title does not appear in the translation; the page says that the original has one more.
    """
    for name, is_rows in translatable(type(instance)):
        if not is_rows:
            continue
        manager = getattr(instance, name)
        for row in list(manager.all()):
            first = next((field for field, rows in translatable(type(row)) if not rows), None)
            if first is None or getattr(row, first):
                continue
            if original_texts.get(f"{name}.{row.translation_key}.{first}"):
                manager.remove(row)


def translatable(model: type[models.Model]) -> Iterator[tuple[str, bool]]:
    """Names of a model's translatable fields, and whether each is a relation to rows."""
    for rule in get_translatable_fields(model):
        if isinstance(rule, TranslatableField):
            field = rule.get_field(model)
            is_rows = isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)
            if is_rows or isinstance(field, models.CharField | models.TextField):
                yield rule.field_name, is_rows


def told(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    """Names of all that pages or rows of ``model`` tell in letters: (name, field), for a relation to rows (name, None).

    Translated texts, and facts that are the same in every language: names, addresses, lists of words; no choices.
    """
    relations = {name for name, is_rows in translatable(model) if is_rows}
    for rule in get_translatable_fields(model):
        if rule.field_name in relations:
            yield rule.field_name, None
            continue
        field = rule.get_field(model)
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
            yield rule.field_name, field


def is_rich(field: Any) -> bool:
    """Whether the field's texts are HTML."""
    return isinstance(field, RichTextField)


def field_of(model: type[models.Model], path: str) -> Any:
    """The field that a path's text is in."""
    relation, _, rest = path.partition(".")
    field: Any = model._meta.get_field(relation)
    return field_of(field.related_model, rest.partition(".")[2]) if rest else field
