"""What the worker does for people; doing it twice changes nothing."""

from celery import shared_task

from people import retention, unsent


@shared_task
def throw_away_unsent():
    """Every few minutes: what somebody could not send goes when its hour is over."""
    unsent.throw_away_old()


@shared_task
def let_go_of_old():
    """Every night: what is kept about people goes when its time is over."""
    retention.let_go_of_all()
