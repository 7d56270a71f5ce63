"""What the worker does for questions and teams; doing it twice changes nothing."""

from celery import shared_task

from champions import asking, marking, monday


@shared_task
def send_on():
    """Every few minutes: no open question stays with somebody who is not there."""
    asking.send_on_all()


@shared_task
def forget_marks():
    """Every night: forget who was spoken to or set aside, once its time is over."""
    marking.forget_run_out()


@shared_task
def write_on_monday():
    """On Monday mornings: tell those who look after a team how many to speak to."""
    monday.write()
