"""What the house adds to Wagtail's admin and file views."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import translation
from wagtail import hooks
from wagtail.models import Page

from kb.bulk_actions import PublishWhatIsComplete
from kb.care import may_fetch, may_read
from kb.models import KbDocument
from kb.rich_text import ReadablePageLinkHandler


@hooks.register("before_serve_document")
def serve_documents_with_care(document: KbDocument, request: HttpRequest) -> None:
    """A document that the reader may not fetch does not exist for her."""
    if not may_fetch(document, request.user):
        raise Http404


@hooks.register("before_serve_page", order=-1)
def serve_pages_with_care(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """A page that the reader may not read does not exist for her.

    Nor does one of another language: where a language has no home page, Wagtail would serve the first language's tree
    under its address.
    """
    if page.locale.language_code != translation.get_language() or not may_read(page, request.user):
        raise Http404


@hooks.register("register_rich_text_features", order=1)
def link_pages_with_care(features: Any) -> None:
    """After Wagtail's own, in whose place it is used."""
    features.register_link_type(ReadablePageLinkHandler)


# After Wagtail's own, in whose place it is used.
hooks.register("register_bulk_action", PublishWhatIsComplete, order=1)
