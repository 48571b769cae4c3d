"""What robots may read."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the admin and addresses with a query; names the sitemap.

    Filters of a search make addresses without end, which are not to be indexed anyway; the way to sign in has one for
    each page. The further pages of a list are the exception: of two rules that fit, robots take the longer.
    """
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "Disallow: /*?",
        "Allow: /*?page=",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
