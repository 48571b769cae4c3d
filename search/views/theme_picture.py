"""The picture that is shown where the address of a theme is shared."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kb.context import site_context
from kb.pictures.sharing import Picture
from kb.views.pictures import picture_response
from practices.models import ThemeIndexPage
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme


@require_safe
def theme_picture(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The picture of a theme, in a language whose index of themes anybody may read; else 404, for members too."""
    # A picture travels: it is made for those who know nothing.
    request.user = AnonymousUser()
    language = site_context(request).language
    entry = directory().get(pk)
    index = ThemeIndexPage.objects.in_language(language).readable_by(request.user).first()
    if entry is None or entry.scheme != Scheme.THEME or index is None:
        raise Http404
    return picture_response(request, picture_of(request, index.title, entry, language))


def picture_of(request: HttpRequest, index: str, entry: Entry, language: str) -> Picture:
    """What is drawn of a theme: its name, and the way to it from ``index``, the title of the index of themes."""
    known = directory()
    above = [known.label(term_id, language) for term_id in reversed(known.ancestors(entry.id))]
    label, spoken = entry.named(language)
    return Picture(spoken or language, site_context(request).name, label, above=" · ".join([index, *above]))
