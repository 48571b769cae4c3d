"""Files, served through the same check as the pages that use them."""

import mimetypes
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date
from django.views.static import was_modified_since
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from kb.caching import ASK_FIRST_PRIVATELY
from kb.care import may_fetch


def owner_of(path: str) -> Model | None:
    """The image or document that the stored file at ``path`` (relative to the media root) belongs to, or None."""
    image_model = get_image_model()
    owner: Model | None = image_model.objects.filter(file=path).first()
    if owner is None:
        rendition = image_model.get_rendition_model().objects.filter(file=path).select_related("image").first()
        owner = rendition.image if rendition else get_document_model().objects.filter(file=path).first()
    return owner


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file under the media root. 404 for what no image or document owns and for what the reader may not fetch."""
    # PostgreSQL takes no null byte in a text, and no file has one in its name.
    owner = owner_of(str(PurePosixPath(path))) if "\x00" not in path else None
    if owner is None or not may_fetch(owner, request.user, request.session):
        raise Http404
    try:
        modified = default_storage.get_modified_time(path).timestamp()
        content = default_storage.open(path)
    except (FileNotFoundError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response: HttpResponseBase
    if was_modified_since(request.headers.get("If-Modified-Since"), modified):
        response = FileResponse(content, content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
    else:
        content.close()
        response = HttpResponseNotModified()
    # An SVG or HTML file that somebody uploaded must not run as a page of ours.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    # Whoever keeps a copy asks before showing it again: raised care holds at once.
    response["Cache-Control"] = ASK_FIRST_PRIVATELY
    response["Last-Modified"] = http_date(modified)
    return response
