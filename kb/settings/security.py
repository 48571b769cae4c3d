"""What browsers are told about the site. Plain values, used by base.py and by the middleware."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

# Public pages: our own files and nothing else; no inline script or style, no frame, no plug-in, no other host.
# Framed by ourselves, because the admin shows previews in a frame.
PUBLIC_CSP: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [SELF],
}

# Wagtail's admin: inline scripts and styles in its templates, images that the editor shows before they are uploaded,
# previews in a frame. Still no other host and no evaluated text.
ADMIN_CSP: dict[str, Any] = {
    **PUBLIC_CSP,
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}

# Nothing on the site asks for any of these.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
)
