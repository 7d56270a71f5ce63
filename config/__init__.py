"""The composition root: settings, addresses, server. Imported by nobody."""

from config.start import load_settings

load_settings()

from config.celery import app as celery_app  # noqa: E402 (needs the settings' name)

__all__ = ["celery_app"]
