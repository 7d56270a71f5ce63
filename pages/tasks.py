"""What the worker does: each task takes an id and does nothing twice."""

from celery import shared_task

from pages import sending


@shared_task
def deliver(message_id):
    """Send one message of the outbox."""
    sending.deliver(message_id)


@shared_task
def sweep():
    """Each minute: send what was missed, show what stopped half-way."""
    sending.sweep()
