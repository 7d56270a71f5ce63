"""Trying Sociable out: the sample city, plain HTTP, everything in one folder."""

from config.settings.base import *  # noqa: F403 (settings are built by layers)
from config.settings.base import DATA_DIR, env
from config.settings.environment import refuse_a_real_site

refuse_a_real_site()

DEBUG = env.bool("DEBUG", default=False)
SAMPLE_CITY = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
WHITENOISE_USE_FINDERS = True


def _secret_key():
    """Give this folder's own key, made the first time, so that sessions survive."""
    from django.core.management.utils import get_random_secret_key

    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or _secret_key()
