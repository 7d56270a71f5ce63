"""What the worker does for those who learn; doing it twice changes nothing."""

from celery import shared_task

from learning import plans


@shared_task
def remind():
    """Every few minutes: a reminder is written of each plan for today."""
    plans.remind()
