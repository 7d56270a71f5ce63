"""The composition root: settings, addresses, server. Imported by nobody."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
