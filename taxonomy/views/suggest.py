"""What the editor's field asks while somebody types."""

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import get_language

from taxonomy import directory
from taxonomy.enums import Scheme
from taxonomy.matching import find

MAX_LENGTH = 100


def suggest(request: HttpRequest, scheme: str) -> JsonResponse:
    """Terms of ``scheme`` for ``?q=``: id, label, the label that matched if it is another one, and the broader term."""
    if scheme not in Scheme.values:
        raise Http404
    known = directory.current()
    language = get_language() or "en"
    found = find(known, scheme, request.GET.get("q", "")[:MAX_LENGTH], language)
    terms = []
    for entry, matched in found:
        label = entry.label(language)
        broader = " › ".join(ancestor.label(language) for ancestor in reversed(list(known.ancestors(entry.id))))
        terms.append({"id": entry.id, "label": label, "matched": "" if matched == label else matched, "in": broader})
    return JsonResponse({"terms": terms})
