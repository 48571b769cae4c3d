"""What the house adds to Wagtail's admin and file views."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from kb.bulk_actions import PublishWhatIsComplete
from kb.care import may_fetch
from kb.models import KbDocument


@hooks.register("before_serve_document")
def serve_documents_with_care(document: KbDocument, request: HttpRequest) -> None:
    """A document that the reader may not fetch does not exist for her."""
    if not may_fetch(document, request.user):
        raise Http404


# After Wagtail's own, in whose place it is used.
hooks.register("register_bulk_action", PublishWhatIsComplete, order=1)
