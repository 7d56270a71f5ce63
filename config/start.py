"""Which settings are taken: the same for the command line, web, worker and beat."""

import importlib
import os
import sys

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import SETTINGS

# With this code gunicorn ends as well, instead of starting its workers anew for ever.
CANNOT_START = 3


def load_settings():
    """Load the settings that DJANGO_SETTINGS_MODULE names, in the environment or in
    `.env`; end in one sentence where they cannot be used."""
    name = os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        importlib.import_module(name)
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"Problem: {problem}\n")
        sys.exit(CANNOT_START)
