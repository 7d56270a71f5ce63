"""Tests: as production, relaxed where a test could not run otherwise."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="sociable-test-"))

# Each worker of pytest-xdist has a folder of its own, and below a cache of its own, so
# that the queries one counts do not depend on what the other has cached.
os.environ["DATA_DIR"] += "/" + os.environ.get("PYTEST_XDIST_WORKER", "")

from config.settings.base import *  # noqa: F403 (DATA_DIR must be set first)
from config.settings.base import CACHES, DATA_DIR, DATABASES
from config.settings.environment import refuse_a_real_site

refuse_a_real_site()

# A file, so that threads, the live server and a worker see the same rows.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
if CACHES["default"]["BACKEND"].endswith("RedisOrMemoryCache"):
    url, number = CACHES["default"]["LOCATION"].rsplit("/", 1)
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw") or 0)
    CACHES["default"]["LOCATION"] = f"{url}/{int(number) - 1 - worker}"

DEBUG = False
SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
SAMPLE_CITY = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
