"""What the worker does for people; doing it twice changes nothing."""

from celery import shared_task

from people import importing, unsent


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
    """Each hour: files of staff go after a day, and the names in reports after 90."""
    importing.throw_away_old()
