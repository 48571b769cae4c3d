"""For the tests: fast hashing, files in a temporary folder, the database that the fixtures choose."""

import atexit
import shutil
import tempfile
from pathlib import Path

from kb.settings.base import *
from kb.settings.base import DATABASES
from kb.settings.base import INSTALLED_APPS as PROJECT_APPS

# A page type for the tests of the taxonomy, which stands below all real page types.
INSTALLED_APPS = [*PROJECT_APPS, "tests.taxonomy"]

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_FOLDER = Path(tempfile.mkdtemp(prefix="kb-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
MEDIA_ROOT = _FOLDER / "media"
MEDIA_ROOT.mkdir()
# A small dictionary of each kind: Latin, Greek.
LEMMA_TRIES_DIR = _FOLDER / "tries"
LEMMA_LANGUAGES = ["sq", "sl", "el"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as on a site. Django lets all threads of a database in memory share one connection: two requests of a
    # browser at once would find each other's transaction open.
    DATABASES["default"]["TEST"] = {"NAME": str(_FOLDER / "test.sqlite3")}
