"""Settings of a worker that a test starts: the test's own rows, real mail."""

import os

from config.settings.test import *  # noqa: F403 (settings are built by layers)
from config.settings.test import DATABASES

DATABASES["default"]["ENGINE"] = os.environ["TEST_ENGINE"]
DATABASES["default"]["NAME"] = os.environ["TEST_NAME"]
