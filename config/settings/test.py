"""Tests: as production, relaxed where a test could not run otherwise."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="sociable-test-"))

from config.settings.base import *  # noqa: F403 (DATA_DIR must be set first)
from config.settings.base import DATA_DIR, DATABASES

# A file, so that threads, the live server and a worker see the same rows.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}

DEBUG = False
SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
SAMPLE_CITY = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
