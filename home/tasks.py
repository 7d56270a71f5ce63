"""What the worker does for the whole; doing it twice changes nothing."""

from celery import shared_task

from home.search import index


@shared_task
def refresh_search():
    """Each hour: find again what a crash or a bulk of rows kept out of the index."""
    index.refresh()
