"""The health address, for a monitor and for people: `/health/`."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kb.health import health


@never_cache
@require_safe
def health_view(request: HttpRequest) -> JsonResponse:
    """JSON of `kb.health`; status 503 where the database is down or lacks migrations, else 200."""
    found = health()
    return JsonResponse(found.answer, status=200 if found.usable else 503)
