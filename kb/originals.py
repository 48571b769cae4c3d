"""Handing the role of the original from one page of a set of translations to another."""

from typing import Any, cast

from django.db import models, transaction
from django.db.models import F
from modelcluster.fields import ParentalKey
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from kb.models import BasePage
from kb.models.original import Original
from kb.page_locks import lock_sets
from kb.publishing import missing
from kb.relations import keys_naming
from kb.signals import original_changed, original_leaves


@transaction.atomic
def make_original(page: Page) -> None:
    """Makes ``page`` the original of its set. Pages, addresses and translations stay as they are.

    What is read from the original is copied from the former one to ``page``, live row and latest draft, so that
    nothing falls back to an older state. Raises ``ValueError`` if ``page`` was never live: readers must be able to see
    an original.
    """
    lock_sets([page.translation_key])
    page = Page.objects.get(pk=page.pk)
    if page.first_published_at is None:
        raise ValueError(f"“{page.title}” was never published: publish it before making it the original.")
    record, created = Original.objects.select_for_update().get_or_create(
        translation_key=page.translation_key, defaults={"page": page}
    )
    if created or record.page_id == page.pk:
        return
    former = record.page.specific
    original_leaves.send(sender=Original, page=former)
    # Read only now: what translators had not written yet may be in its draft since a moment.
    take_facts(former, Page.objects.get(pk=page.pk).specific)
    record.page = page
    record.save(update_fields=["page"])
    original_changed.send(
        sender=Original, translation_key=page.translation_key, page_id=page.pk, former=_in_memory(former)
    )


def remember_before_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``pre_delete``: keeps what an original says for the page that takes its place afterwards."""
    lock_sets({instance.translation_key, *keys_naming([instance.pk])})
    if not Original.objects.filter(page_id=instance.pk).exists():
        return
    former = instance.specific
    if not isinstance(former, BasePage):
        return
    original_leaves.send(sender=Original, page=former)
    # One deletion sends both signals with one instance; another deletion has another.
    instance.__dict__["_former_original"] = _in_memory(former)


def hand_over_after_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of ``post_delete``: a set that lost its original has another at once, with the facts of the former one.

    A live page before an unpublished one, the one published first before the others.
    """
    key = instance.translation_key
    if Original.objects.filter(translation_key=key).exists():
        return
    heir = (
        Page.objects.filter(translation_key=key)
        .exclude(pk=instance.pk)
        .order_by("-live", F("first_published_at").asc(nulls_last=True), "pk")
        .first()
    )
    if heir is None:
        return
    Original.objects.create(translation_key=key, page=heir)
    former: BasePage | None = instance.__dict__.get("_former_original")
    if former is not None:
        take_facts(former, heir.specific)
    original_changed.send(sender=Original, translation_key=key, page_id=heir.pk, former=former)


def take_facts(former: BasePage, heir: BasePage) -> None:
    """Writes the facts of ``former`` into the live row of ``heir`` and into its latest draft."""
    draft = cast(BasePage, heir.get_latest_revision_as_object())
    has_draft = heir.has_unpublished_changes
    copy_facts(former, heir)
    heir.save(clean=False)
    if heir.live:
        revision = heir.save_revision(clean=False, changed=False)
        type(heir).objects.filter(pk=heir.pk).update(live_revision=revision)
    if has_draft or not heir.live:
        copy_facts(former, draft)
        draft.save_revision(clean=False)


def copy_facts(former: BasePage, heir: BasePage) -> None:
    """Copies to ``heir``, in memory, what all languages share: terms, numbers, dates, files, care; and those of rows.

    A live page stays at the depth that its texts reach.
    """
    depth_before = depth(heir)
    _copy(former, heir)
    grow_only_when_complete(heir, depth_before)


def depth(page: BasePage) -> str:
    """How deep ``page`` goes; empty for a type without depths."""
    return getattr(page, page.publish_rule.depth_field) if page.publish_rule.depth_field else ""


def grow_only_when_complete(page: BasePage, depth_before: str) -> None:
    """A live translation stays at the depth that its texts reach, until the new texts are translated."""
    if page.live and depth_before and depth(page) != depth_before and missing(page):
        setattr(page, page.publish_rule.depth_field, depth_before)


def _copy(source: Any, target: Any) -> None:
    for rule in get_translatable_fields(type(source)):
        field, name = rule.get_field(type(source)), rule.field_name
        is_rows = isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)
        if is_rows and isinstance(rule, SynchronizedField):
            source.copy_child_relation(name, target)
        elif is_rows:
            # Rows with texts of their own: each takes the facts of the row that it is the translation of.
            rows = {row.translation_key: row for row in getattr(source, name).all()}
            own = list(getattr(target, name).all())
            for row in own:
                if row.translation_key in rows:
                    _copy(rows[row.translation_key], row)
            # Rows read from the database are no part of the page until they are set.
            getattr(target, name).set(own)
        elif isinstance(rule, SynchronizedField):
            setattr(target, field.attname, getattr(source, field.attname))


def _in_memory(page: BasePage) -> BasePage:
    """``page`` with its rows, independent of the database."""
    return page.with_content_json(page.serializable_data())
