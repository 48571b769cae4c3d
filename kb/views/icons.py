"""What browsers ask for to show the site among their tabs and on a home screen."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kb.context import site_context

# The ground of pages by day (static/css/tokens.css).
GROUND = "#ffffff"
# File and whether it may be cut to any shape.
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def favicon(request: HttpRequest) -> HttpResponse:
    """Where the icon is, for who asks without having read a page. Its address changes with its content."""
    return HttpResponseRedirect(static("images/favicon.ico"))


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The web manifest, in the language of its address."""
    site, language = site_context(request), translation.get_language() or ""
    home = site.home.url if site.home else "/"
    answer = {
        "id": "/",
        "name": site.name,
        "short_name": site.name,
        "lang": site.name_language,
        "dir": "auto",
        "start_url": home if site.home and site.home.language == language else "/",
        "scope": "/",
        "display": "browser",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {"src": static(f"images/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
    }
    return JsonResponse(answer, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
