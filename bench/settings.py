"""As production, but over plain HTTP on this machine and on a database of its own."""

import os

os.environ.setdefault(
    "DATABASE_URL", "postgres://postgres@127.0.0.1:5432/sociable_bench"
)
os.environ.setdefault("DATA_DIR", "var/bench")
os.environ.setdefault("CELERY_BROKER_URL", "redis://127.0.0.1:6379/3")
os.environ.setdefault("SECRET_KEY", "for-measuring-only-and-for-nobody-to-sign-in-with")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,testserver")
os.environ.setdefault("SITE_URL", "https://bench.example")
os.environ.setdefault("EMAIL_URL", "dummymail://")
os.environ.setdefault("MAIL_FROM", "Sociable <sociable@bench.example>")

from config.settings.production import *  # noqa: F403 (the above must be set first)

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
