"""Makes the pages of the content files: the original, published, then its translations through the one service."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from demo.reading import KINDS, Item, items
from demo.texts import plain, rich
from kb.fields import StoryField
from kb.models import BasePage
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from translation import service


def is_empty() -> bool:
    """Whether the site has no content, and never had any: what an editor deleted does not come back."""
    models = [model for model, _parent in KINDS.values()]
    types = ContentType.objects.get_for_models(*models).values()
    return not (
        Page.objects.filter(content_type__in=types).exists()
        or PageLogEntry.objects.filter(content_type__in=types).exists()
    )


@transaction.atomic
def make_content(user: Any = None) -> dict[str, BasePage]:
    """Publishes every content file with its translations: all of them or, if one cannot be, none.

    Returns the originals by the file's name. Raises ``ContentError`` that names the file.
    """
    made: dict[str, BasePage] = {}
    for item in items():
        try:
            made[item.name] = _make(item, made, user)
        except (ValidationError, FieldDoesNotExist, KeyError) as error:
            raise item.fault(str(error)) from error
    return made


def _make(item: Item, made: Mapping[str, BasePage], user: Any) -> BasePage:
    parent = _parent(item, made)
    page: BasePage = item.model(locale=parent.locale, live=False, owner=user)
    rows: dict[str, list[Any]] = {}
    for name, value in item.values.items():
        if name == "terms":
            _set_terms(page, item, value)
        elif name == "term":
            page.term_id = _term(item, Scheme.METHOD, value)
        elif name == "days":
            _set_days(page, value["first"], value["last"])
        elif name == "each_year":
            _set_days(page, _next(**value), _next(**value))
        elif name == "shown_practices":
            rows[name] = [_row(page, name, {"practice": made[practice]}) for practice in value]
        elif isinstance(value, list):
            rows[name] = [_row(page, name, values) for values in value]
        else:
            setattr(page, name, _value(item.model, name, value))
    for name, children in rows.items():
        for place, row in enumerate(children):
            row.sort_order = place
        getattr(page, name).set(children)
    parent.add_child(instance=page)
    page.save_revision(user=user).publish(user=user)
    for language, texts in item.translations.items():
        _translate(page, item, rows, language, texts, user)
    return page


def _parent(item: Item, made: Mapping[str, BasePage]) -> Any:
    if item.below:
        above = made.get(item.below)
        pages = above.get_translations(inclusive=True) if above else Page.objects.none()
        found = pages.filter(locale__language_code=item.language).first()
        if found is None:
            raise item.fault(f"there is no page “{item.below}” in “{item.language}” made before it")
        return found
    parent = item.parent.objects.filter(locale__language_code=item.language).first()
    if parent is None:
        raise item.fault(f"“{item.language}” is not a language of the site")
    return parent


def _translate(
    page: BasePage, item: Item, rows: Mapping[str, list[Any]], language: str, texts: Mapping[str, Any], user: Any
) -> None:
    by_path: dict[str, str] = {}
    for name, value in texts.items():
        if isinstance(value, str):
            by_path[name] = _value(item.model, name, value)
            continue
        if len(value) > len(rows[name]):
            raise item.fault(f"the translation into “{language}” has more {name} than the original")
        for row, values in zip(rows[name], value, strict=False):
            for field, text in values.items():
                by_path[f"{name}.{row.translation_key}.{field}"] = _value(type(row), field, text)
    locale = Locale.objects.get(language_code=language)
    service.translate(page, locale, by_path, publish=True, user=user)


def _row(page: BasePage, relation: str, values: Mapping[str, Any]) -> Any:
    model: Any = page._meta.get_field(relation).related_model
    row = model(**{name: _value(model, name, value) for name, value in values.items()})
    if hasattr(row, "locale_id"):
        row.locale = page.locale
    return row


def _value(model: Any, name: str, value: Any) -> Any:
    """A value as its field takes it. Raises ``FieldDoesNotExist`` for a name that is no field."""
    field = model._meta.get_field(name)
    if isinstance(value, str):
        return rich(value) if isinstance(field, StoryField) else plain(value)
    return value


def _set_terms(page: Any, item: Item, codes: Mapping[str, list[str]]) -> None:
    for scheme, values in codes.items():
        page.set_terms(scheme, [_term(item, scheme, code) for code in values])


def _term(item: Item, scheme: str, code: str) -> int:
    entry = directory().by_code(scheme, code)
    if entry is None:
        raise item.fault(f"there is no term “{code}” in the scheme “{scheme}”")
    return entry.id


def _set_days(page: Any, first: date, last: date) -> None:
    """From the beginning of one day to the end of another, in the page's own time zone."""
    zone = ZoneInfo(page.time_zone)
    page.start = datetime.combine(first, time(0, 0), zone)
    page.end = datetime.combine(last, time(23, 59), zone)


def _next(month: int, day: int) -> date:
    """The next such day, today included: a demonstration has something ahead in any year."""
    today = timezone.localdate()
    this_year = today.replace(month=month, day=day)
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)
