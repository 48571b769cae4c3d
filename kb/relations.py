"""Rows by which one page names another: a related practice, a practice shown at an event.

A row names one page, as Wagtail's chooser gives it, and means its set: readers are shown the language they read. When
that page is deleted and its set lives on, the rows name the set's original from then on: in the database, in every
revision, and, by the signal ``page_replaced``, wherever else content is kept. See docs/decisions/0010.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision, get_page_models

from kb.models.original import Original
from kb.signals import page_replaced


@dataclass(frozen=True)
class Naming:
    """A foreign key by which rows of a page name others. ``relation`` is what ``owner``, a page type, calls them."""

    owner: type[Page]
    relation: str
    row: type[models.Model]
    parent: str
    field: str

    def rows(self, page_ids: Iterable[int]) -> models.QuerySet[Any]:
        """The rows that name one of these pages."""
        return self.row._default_manager.filter(**{f"{self.field}__in": list(page_ids)})

    def written(self, page_id: int) -> str:
        """How a serialised page has a row that names this page, among others."""
        return f'"{self.field}": {page_id}'

    def rename(self, content: dict[str, Any], gone: int, heir: int) -> bool:
        """Puts ``heir`` in place of ``gone`` in a serialised page, once. Returns whether it was named there."""
        rows = content.get(self.relation) or []
        if all(row.get(self.field) != gone for row in rows):
            return False
        kept, named = [], {row.get(self.field) for row in rows} & {heir}
        for row in rows:
            if row.get(self.field) == gone:
                if heir in named:
                    continue
                row[self.field] = heir
                named.add(heir)
            kept.append(row)
        content[self.relation] = kept
        return True


@cache
def namings() -> tuple[Naming, ...]:
    """All of the site's page types. A new one needs nothing but its foreign key."""
    return tuple(
        Naming(owner, relation.get_accessor_name() or "", relation.related_model, relation.field.name, field.name)
        for owner in get_page_models()
        for relation in get_all_child_relations(owner)
        for field in relation.related_model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and not isinstance(field, ParentalKey)
        and issubclass(field.remote_field.model, Page)
    )


def keys_naming(page_ids: Iterable[int]) -> set[UUID]:
    """The translation keys of the pages that name one of these."""
    page_ids = list(page_ids)
    return {
        key
        for naming in namings()
        for key in naming.rows(page_ids).values_list(f"{naming.parent}__translation_key", flat=True)
    }


def remember_who_names(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``pre_delete``: keeps the rows that the cascade takes along."""
    # One deletion sends both signals with one instance; another deletion has another.
    instance.__dict__["_named_by"] = [(naming, row) for naming in namings() for row in naming.rows([instance.pk])]


def name_the_heir(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``post_delete``, after the hand-over: what named the page names the original of its set."""
    named_by: list[tuple[Naming, Any]] = instance.__dict__.pop("_named_by", [])
    heir = Original.objects.filter(translation_key=instance.translation_key).values_list("page_id", flat=True).first()
    if heir is None or heir == instance.pk:
        return
    for naming, row in named_by:
        owner = getattr(row, f"{naming.parent}_id")
        others = naming.rows([heir]).filter(**{naming.parent: owner}).exclude(pk=row.pk)
        if Page.objects.filter(pk=owner).exists() and not others.exists():
            # As it was, number and order included: revisions know it by them.
            setattr(row, f"{naming.field}_id", heir)
            row.save()
    for naming in namings():
        _rename_in_revisions(naming, instance.pk, heir)
    page_replaced.send(sender=type(instance), page_id=instance.pk, heir_id=heir)


def _rename_in_revisions(naming: Naming, gone: int, heir: int) -> None:
    for revision in _naming_revisions(naming, gone):
        if naming.rename(revision.content, gone, heir):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _naming_revisions(naming: Naming, page_id: int) -> models.QuerySet[Any]:
    """The revisions that may name the page: all that the database can tell is whether the words are in the text."""
    found: models.QuerySet[Any] = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(naming.owner)
    ).annotate(text=Cast("content", models.TextField()))
    return found.filter(text__contains=naming.written(page_id))
