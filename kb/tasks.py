"""The project's own periodic tasks."""

import logging
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from kb.page_locks import lock_set_of
from kb.tick import Report, periodic

logger = logging.getLogger(__name__)


PUBLISHING = "scheduled-publishing"


@periodic(PUBLISHING, every=timedelta(minutes=1))
def publish_scheduled() -> Report:
    """Takes expired pages and snippets offline and publishes what was scheduled, each in its own transaction.

    Wagtail's command of the same purpose stops at the first page that cannot be published, and everything after it
    waits. Here such a page is rolled back, so that it is still scheduled, and reported, at every run until somebody
    completes it or takes it off the schedule.
    """
    problems: list[str] = []
    expired = sum(_each(_expired(), _unpublish, "cannot be unpublished", problems))
    published = sum(_each(_scheduled(), _publish, "cannot be published", problems))
    return Report(f"{published} published, {expired} expired, {len(problems)} refused", problems)


@periodic("sessions", daily_at=time(4))
def forget_sessions() -> Report:
    """Deletes the sessions that have ended."""
    ended = Session.objects.filter(expire_date__lt=timezone.now())
    return Report(f"{ended.delete()[0]} deleted")


def _draft_state_models() -> list[type[models.Model]]:
    """`Page` stands for all page types; other models have a table of their own each."""
    others = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]


def _expired() -> list[tuple[type[models.Model], Any]]:
    now = timezone.now()
    return [
        (model, pk)
        for model in _draft_state_models()
        for pk in model._default_manager.filter(live=True, expire_at__lt=now)
        .order_by("expire_at")
        .values_list("pk", flat=True)
    ]


def _scheduled() -> list[tuple[type[models.Model], Any]]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
    return [(Revision, pk) for pk in due.values_list("pk", flat=True)]


def _each(
    objects: list[tuple[type[models.Model], Any]],
    act: Callable[[type[models.Model], Any], bool],
    failure: str,
    problems: list[str],
) -> list[bool]:
    """Acts on each object in its own transaction; what is refused is appended to ``problems``."""
    done = []
    for model, pk in objects:
        try:
            with transaction.atomic():
                done.append(act(model, pk))
        except ValidationError as error:
            problems.append(f"{_name(model, pk)} {failure}: {'; '.join(_reasons(error))}")
            logger.warning("%s %s", _name(model, pk), failure)
        except Exception as error:
            problems.append(f"{_name(model, pk)} {failure}: {type(error).__name__}: {error}")
            logger.exception("%s %s", _name(model, pk), failure)
    return done


def _unpublish(model: type[models.Model], pk: Any) -> bool:
    if issubclass(model, Page):
        lock_set_of(pk)
    # Read again, locked: an editor may have moved the date since the list was made.
    found = model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    if found is None:
        return False
    found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")  # type: ignore[attr-defined]
    return True


def _publish(model: type[models.Model], pk: Any) -> bool:
    of_pages = Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))
    for page_id in of_pages.filter(pk=pk).values_list("object_id", flat=True):
        # Before the revision: so does an editor who publishes.
        lock_set_of(int(page_id))
    due = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now())
    revision = due.first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _name(model: type[models.Model], pk: Any) -> str:
    """Type and number, never the title: it may name a person, and this goes into the log."""
    if not issubclass(model, Revision):
        return f"{model._meta.label} {pk}"
    revision = Revision.objects.filter(pk=pk).select_related("content_type").defer("content").first()
    if revision is None:
        return f"{model._meta.label} {pk}"
    return f"{revision.content_type.app_label}.{revision.content_type.model} {revision.object_id}"


def _reasons(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return list(error.messages)
