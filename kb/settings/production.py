"""On a server. Everything that differs between two servers is an environment variable: see .env.example.

The process reads its environment only, no file: systemd gives it the file (deploy/systemd/), a shell sources it.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from kb.settings.base import *
from kb.settings.base import BEHIND_PROXY, CACHES, DATABASES, STORAGES, VAR_DIR
from kb.settings.environment import WHERE, number, required, switch, words
from kb.settings.security import PUBLIC_CSP

DEBUG = False

SECRET_KEY = required("KB_SECRET_KEY", "a long random text that only this server knows")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured(f"KB_SECRET_KEY must have at least 50 characters, drawn at random. {WHERE}")

HTTPS = switch("KB_HTTPS", default=True)
ALLOWED_HOSTS = words(required("KB_HOSTS", "the host names of the site, such as 'practices.example.org'"))
if any(host.startswith(("*", ".")) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(f"KB_HOSTS must name each host: a wildcard would accept names of others. {WHERE}")
CSRF_TRUSTED_ORIGINS = [f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = os.environ.get("KB_BASE_URL") or CSRF_TRUSTED_ORIGINS[0]

# A proxy that ends TLS tells the scheme in this header, and must remove it from what readers send.
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked on the machine itself, without TLS
SECURE_HSTS_SECONDS = number("KB_HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = switch("KB_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # the admin's scripts read it
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Other sites of the organisation may live under the same domain without TLS: including them in HSTS, and asking
# browsers to ship it, are decisions about those sites, for the operator to take.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Framing by the site itself stays allowed (base.py).
SILENCED_SYSTEM_CHECKS += ["security.W019"]
if not HTTPS:
    # A test installation on loopback or a closed network, by the operator's explicit word.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**PUBLIC_CSP, "upgrade-insecure-requests": HTTPS},
}

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A database server that does not answer must not hold every worker for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Shared by all processes of the machine, unlike memory: what one clears, the others do not serve any more.
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"},
}

EMAIL_HOST = os.environ.get("KB_EMAIL_HOST", "localhost")
EMAIL_PORT = number("KB_EMAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("KB_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KB_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = switch("KB_EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("KB_EMAIL_FROM") or f"noreply@{ALLOWED_HOSTS[0]}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kb.log_format.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": os.environ.get("KB_LOG_LEVEL", "INFO")},
    # Django's own handlers would print a second time, or send mail with a request's data.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
