"""What the worker does for people; doing it twice changes nothing."""

from celery import shared_task

from people import unsent


@shared_task
def throw_away_unsent():
    """Every few minutes: what somebody could not send goes when its hour is over."""
    unsent.throw_away_old()
