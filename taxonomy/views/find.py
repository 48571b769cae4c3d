"""The admin's endpoint behind the searchable multi-select."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.lookup import find

MOST_RESULTS = 20
LONGEST_QUERY = 200


@require_GET
def find_terms(request: HttpRequest, scheme: str) -> JsonResponse:
    """``?q=`` → ``{"results": [{"id", "label", "path", "matched", "language"}]}``, best first.

    ``label`` and ``path`` (the wider terms) are in the editor's language; ``matched`` is the label in ``language``
    that fitted where that is not the one shown. Wagtail asks for admin access before this view is reached.
    """
    if scheme not in Scheme.values:
        raise Http404(f"There is no scheme {scheme!r}.")
    current = directory()
    results = [
        {
            "id": found.entry.id,
            "label": found.entry.label(),
            "path": " › ".join(current.label(wider) for wider in reversed(current.ancestors(found.entry.id))),
            "matched": found.matched,
            "language": found.language,
        }
        for found in find(scheme, request.GET.get("q", "")[:LONGEST_QUERY], limit=MOST_RESULTS)
    ]
    return JsonResponse({"results": results})
