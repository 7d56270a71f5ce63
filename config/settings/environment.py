"""Where settings come from: the environment, and beside manage.py a file `.env`, over
which the environment wins. .env.example lists them."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Without a name, those for trying Sociable out; they refuse what is a real site's.
SETTINGS = env("DJANGO_SETTINGS_MODULE", default="config.settings.dev")


def refuse_a_real_site():
    """Stop where SITE_URL and DATABASE_URL are those of a real site.

    Production starts with nothing less than these two, https in the first, and nobody
    who tries Sociable out needs both. Raises ImproperlyConfigured.
    """
    is_public = env("SITE_URL", default="").startswith("https://")
    if is_public and env("DATABASE_URL", default=""):
        raise ImproperlyConfigured(
            "SITE_URL and DATABASE_URL are those of a real site, and these are the "
            "settings for trying Sociable out. Set "
            "DJANGO_SETTINGS_MODULE=config.settings.production, in .env too."
        )
