"""What the worker does for questions; doing it twice changes nothing."""

from celery import shared_task

from champions import asking


@shared_task
def send_on():
    """Every few minutes: no open question stays with somebody who is not there."""
    asking.send_on_all()
