"""What the worker does for people; doing it twice changes nothing."""

from celery import shared_task

from people import importing, retention, unsent


@shared_task
def throw_away_unsent():
    """Every few minutes: what somebody could not send goes when its hour is over."""
    unsent.throw_away_old()


@shared_task
def work_on_import(import_id):
    """Check a file of staff, or bring it in, whichever waits."""
    importing.work_on(import_id)


@shared_task
def sweep_imports():
    """Each minute: go on with files of staff that the queue forgot."""
    importing.sweep()


@shared_task
def throw_away_staff_files():
    """Each hour: files of staff go after a day."""
    importing.throw_away_old()


@shared_task
def let_go_of_old():
    """Every night: what is kept about people goes when its time is over."""
    retention.let_go_of_all()
