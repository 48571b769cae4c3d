"""The icons: drawn in strokes of the text's colour on a square of 20, and never the only thing that says something."""

from django import template

register = template.Library()

# Size in CSS pixels, and the path.
_ICONS = {
    "check": (20, "m4 10.5 4 4 8-9"),
    "close": (16, "m5 5 10 10M15 5 5 15"),
    "down": (16, "m5 7.5 5 5 5-5"),
    "filter": (16, "M3 5h14M6 10h8M9 15h2"),
    "globe": (
        20,
        "M2.75 10a7.25 7.25 0 1 0 14.5 0a7.25 7.25 0 1 0 -14.5 0"
        "M2.75 10h14.5M10 2.75c-5 4.5-5 10 0 14.5c5-4.5 5-10 0-14.5Z",
    ),
    "list": (16, "M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01"),
    "lock": (20, "M4.5 9h11v8h-11zM7 9V6a3 3 0 0 1 6 0v3"),
    "menu": (20, "M2.5 5h15M2.5 10h15M2.5 15h15"),
    "plus": (16, "M10 4v12M4 10h12"),
    "print": (16, "M5.5 7V3h9v4M5.5 14H3V7h14v7h-2.5M5.5 11.5h9V17h-9z"),
    "quote": (16, "M8 6H4v5h3c0 2-1 3-3 3.5M17 6h-4v5h3c0 2-1 3-3 3.5"),
    "right": (16, "m7.5 5 5 5-5 5"),
    "search": (20, "M2.75 8.5a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0M13 13l4.5 4.5"),
    "table": (16, "M3 4h14v12H3zM3 8.5h14M8 4v12"),
}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, object]:
    """The icon of this name. Raises ``KeyError`` for any other."""
    size, path = _ICONS[name]
    return {"size": size, "path": path, "is_small": size < 20}
