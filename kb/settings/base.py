"""Settings shared by every environment. What differs between machines comes from environment variables."""

import os
from datetime import timedelta
from pathlib import Path

from kb.settings.environment import database, switch
from kb.settings.languages import CONTENT_LANGUAGES, FURTHER_SEARCH_LANGUAGES
from kb.settings.security import ADMIN_CSP as ADMIN_CSP
from kb.settings.security import PERMISSIONS_POLICY as PERMISSIONS_POLICY
from kb.settings.security import PUBLIC_CSP

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("KB_VAR_DIR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "users",
    "kb",
    "taxonomy",
    "translation",
    "practices",
    "events",
    "home",
    "search",
    "demo",
    "look",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "csp",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    # What these add is on every answer, also where one below them refuses the request.
    "kb.middleware.ContentSecurityPolicyMiddleware",
    "kb.middleware.permissions_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kb.caching.without_body",
    "kb.caching.CompressPublicMiddleware",
    "kb.caching.revalidated",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kb.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kb.middleware.old_addresses",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kb.urls"
# Widgets of ours have their templates beside the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "kb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "csp.context_processors.nonce",
                "kb.context.website",
            ],
        },
    }
]

# SQLite for one machine, PostgreSQL when DATABASE_URL names one.
DATABASES = {
    "default": database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'kb.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # One file, from wherever a process is started: what locks it stands beside it.
    DATABASES["default"]["NAME"] = str(Path(DATABASES["default"]["NAME"]).resolve())
    # Writers wait for each other instead of failing: see docs/decisions/0001-databases.md.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Tables, which all processes and machines share; made by the migrations of users. Two: who asks for many mails
    # crowds out no failed sign-ins.
    "attempts": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "users_attempts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "mails": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "users_mails",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Who tries passwords is held up: docs/decisions/0018-failed-sign-ins.md.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Numbers under hashes, for a quarter of an hour: no account, address or browser is stored or logged.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "attempts"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# The name of the field in both forms, the public one and the admin's.
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "kb.attempts.account_named"
AXES_CLIENT_IP_CALLABLE = "kb.attempts.network_of"
AXES_LOCKOUT_CALLABLE = "kb.views.signin.too_many_attempts"
# Seconds in which the address mailed for a new password works.
PASSWORD_RESET_TIMEOUT = 24 * 3600
BEHIND_PROXY = switch("KB_BEHIND_PROXY", default=False)

# Languages: bound once, to Django's and Wagtail's settings alike.
LANGUAGE_CODE = "en"
LANGUAGES = CONTENT_LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = CONTENT_LANGUAGES
# Wagtail brings its own translations of the admin into these.
WAGTAILADMIN_PERMITTED_LANGUAGES = CONTENT_LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = os.environ.get("KB_TIME_ZONE", "Europe/Brussels")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "kb.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("KB_MEDIA_ROOT", VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Good practices"
WAGTAILADMIN_BASE_URL = os.environ.get("KB_BASE_URL", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "kb.KbImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "kb.forms.images.KbImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "kb.KbDocument"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Wagtail's own search (admin, choosers) stays on the database: an engine that hangs must not stop publishing.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Dictionaries of word forms, built by `manage.py build_tries` for these languages, in this folder.
LEMMA_LANGUAGES = [code for code, _name in CONTENT_LANGUAGES] + FURTHER_SEARCH_LANGUAGES
LEMMA_TRIES_DIR = Path(os.environ.get("KB_TRIES_DIR", VAR_DIR / "tries"))
# A person's translation is never deleted without being named.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# Submitting opens a draft: a translation goes live when its texts are translated, not when its original is.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_JOBS = {"BACKEND": "wagtail_localize.tasks.ImmediateBackend"}

# A practice at full depth, with its child rows, is a large form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_CSP}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# The public sign-in, in the reader's language. The admin has its own.
LOGIN_URL = "sign_in"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
CSRF_FAILURE_VIEW = "kb.views.errors.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("KB_LOG_LEVEL", "WARNING")},
}
