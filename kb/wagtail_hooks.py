"""What the house adds to Wagtail's admin, page and file views."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from kb.bulk_actions import PublishWhatIsComplete
from kb.care import conceal, may_fetch, may_read
from kb.models import BasePage, KbDocument
from kb.models.base_page import in_own_tree
from kb.page_locks import lock_sets
from kb.relations import keys_naming
from kb.rich_text import ReadablePageLinkHandler


@hooks.register("before_serve_page", order=-100)
def serve_pages_with_care(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """A page that the reader may not read does not exist for her; what she may not be shown of it is taken out.

    Nor does one of another language exist: where a language has no home page, Wagtail would serve the first language's
    tree under its address.
    """
    if page.locale.language_code != translation.get_language() or not may_read(page, request.user):
        raise Http404
    if isinstance(page, BasePage):
        conceal(page, request.user)


@hooks.register("before_serve_document", order=1)
def serve_documents_with_care(document: KbDocument, request: HttpRequest) -> None:
    """A document that the reader may not fetch does not exist for her.

    After Wagtail's own, which asks the reader of a restricted collection to sign in or for its password.
    """
    if not may_fetch(document, request.user, request.session):
        raise Http404


@hooks.register("before_copy_page")
def refuse_copies_into_another_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Says so before Wagtail tries, which would show an error of the site."""
    chosen = request.POST.get("new_parent_page", "")
    parent = Page.objects.filter(pk=chosen).first() if chosen.isascii() and chosen.isdecimal() else None
    if parent is None or in_own_tree(page, parent):
        return None
    told = _("“%(title)s” is in %(language)s: a copy of it can only stand there. To have it elsewhere, translate it.")
    messages.error(request, told % {"title": page.title, "language": page.locale.get_display_name()})
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_delete_page", order=-100)
def lock_before_deletion(request: HttpRequest, page: Page) -> None:
    """In the transaction of Wagtail's view: nobody publishes a language of what is being deleted."""
    if request.method == "POST":
        _lock_below([page])


@hooks.register("before_bulk_action", order=-100)
def lock_before_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """In the transaction of Wagtail's view, which writes the pages in the order in which they were ticked."""
    _lock_below([each for each in objects if isinstance(each, Page)])


def _lock_below(pages: list[Page]) -> None:
    """Locks ``pages``, what is below them, and what names any of it, whose rows a deletion changes."""
    below = [row for page in pages for row in page.get_descendants(inclusive=True).values_list("pk", "translation_key")]
    lock_sets({*(key for _pk, key in below), *keys_naming(pk for pk, _key in below)})


@hooks.register("register_rich_text_features", order=1)
def link_pages_with_care(features: Any) -> None:
    """After Wagtail's own, in whose place it is used."""
    features.register_link_type(ReadablePageLinkHandler)


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    """Word counts, the way from a message to its field, and Wagtail saving a form that was refused."""
    scripts = ((static(f"kb/{name}.js"),) for name in ("word-limits", "autosave", "missing"))
    return format_html_join("\n", '<script src="{}"></script>', scripts)


@hooks.register("insert_global_admin_css")
def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("kb/admin.css"))


# After Wagtail's own, in whose place it is used.
hooks.register("register_bulk_action", PublishWhatIsComplete, order=1)
