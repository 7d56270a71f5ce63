"""A real installation: fails loudly on what is missing, starts without sample city."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403 (settings are built by layers)
from config.settings.environment import env

NEEDED = {
    "SECRET_KEY": env("SECRET_KEY", default=""),
    "ALLOWED_HOSTS": env("ALLOWED_HOSTS", default=""),
    "SITE_URL": env("SITE_URL", default=""),
    "DATABASE_URL": env("DATABASE_URL", default=""),
    "CELERY_BROKER_URL": env("CELERY_BROKER_URL", default=""),
    "EMAIL_URL": env("EMAIL_URL", default=""),
    "MAIL_FROM": env("MAIL_FROM", default=""),
}


def _check():
    """Raises ImproperlyConfigured, with a sentence for whoever sets the site up."""
    missing = [name for name, value in NEEDED.items() if not value]
    if missing:
        raise ImproperlyConfigured(
            f"These settings are missing: {', '.join(missing)}. "
            "What each is for stands in .env.example."
        )
    if len(NEEDED["SECRET_KEY"]) < 32:
        raise ImproperlyConfigured(
            "SECRET_KEY is short: it must be at least 32 random characters."
        )
    address = urlsplit(NEEDED["SITE_URL"])
    if address.scheme != "https" or not address.hostname or address.path.strip("/"):
        raise ImproperlyConfigured(
            "SITE_URL must be the site's own address and no more, like "
            "https://sociable.example."
        )


_check()

DEBUG = False
SECRET_KEY = NEEDED["SECRET_KEY"]

TWO_STEP_REQUIRED = env.bool("TWO_STEP_REQUIRED", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# A browser holds a site to it for as long as it was told: docs/running.md.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
# Whether other hosts of the organisation have https, and whether browsers are to know
# it beforehand, is not for one site among them to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
