"""What the worker does for questions and teams; doing it twice changes nothing."""

from celery import shared_task

from champions import (
    ahead,
    asking,
    coverage_months,
    introducing,
    marking,
    monday,
    overdue,
)


@shared_task
def send_on():
    """Every few minutes: no open question stays with somebody who is not there, none
    waits for an introduction for ever, and none is forgotten once its time has run
    out."""
    asking.send_on_all()
    introducing.look_at_all()
    overdue.look_at_all()


@shared_task
def forget_marks():
    """Every night: forget who was spoken to or set aside, once its time is over."""
    marking.forget_run_out()


@shared_task
def look_ahead():
    """On Monday morning: tell the digital access team what there is to see to."""
    ahead.tell_access_team()


@shared_task
def keep_coverage():
    """Every night: keep how each service stands in this month."""
    coverage_months.keep()


@shared_task
def write_on_monday():
    """On Monday mornings: tell those who look after a team how many to speak to."""
    monday.write()
