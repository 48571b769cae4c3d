"""Publishing many pages at once: one that is not complete stops no other, and each says what it misses."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page


class PublishWhatIsComplete(PublishBulkAction):
    """Wagtail's bulk action, with each page published by itself."""

    def execute_action(
        self, objects: Iterable[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Publishes what can be. Returns how many of the chosen pages went live, and how many below them."""
        parents = children = 0
        for page in objects:
            parents += self._publish(page, user)
            if include_descendants:
                children += sum(self._publish(child, user) for child in self._drafts_below(page, user))
        return parents, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects and not num_child_objects:
            return None
        return str(super().get_success_message(num_parent_objects, num_child_objects))

    def _publish(self, page: Page, user: Any) -> bool:
        revision = page.get_latest_revision() or page.specific.save_revision(user=user, clean=False)
        try:
            with transaction.atomic():
                revision.publish(user=user)
        except ValidationError as error:
            message = format_html(
                _("“{page}” was not published. {reasons}"),
                page=page.get_admin_display_title(),
                reasons=" ".join(error.messages),
            )
            messages.error(self.request, message)
            return False
        return True

    def _drafts_below(self, page: Page, user: Any) -> Iterator[Page]:
        for draft in page.get_descendants().not_live().specific():
            if user is None or draft.permissions_for_user(user).can_publish():
                yield draft
