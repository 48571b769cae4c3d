"""On a developer's or newcomer's own machine: SQLite, debug pages, nothing to configure."""

from kb.settings.base import *
from kb.settings.base import VAR_DIR

DEBUG = True
VAR_DIR.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# Only ever used on loopback with DEBUG on; production.py refuses to start without a key of its own.
SECRET_KEY = "development-only"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
