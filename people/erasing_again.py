"""Doing erasures again, after a backup was put back."""

from django.db import transaction
from django.utils import timezone

from people import erasing, erasure_log, leaving
from people.models import User

# What came of one line of the log.
DONE, ALREADY, GONE, CHANGED = "done", "already", "gone", "changed"


@transaction.atomic
def apply(told, even_if_changed=False):
    """Do again what one line of the log tells.

    Gives DONE, ALREADY, GONE (nobody has that number, as when the backup is older than
    the person), or CHANGED: whoever has that number has another e-mail, and is left
    alone unless `even_if_changed`.
    """
    person = User.objects.filter(pk=told["person"]).first()
    if person is None:
        return GONE
    if person.erased_at:
        return ALREADY
    if erasure_log.seal_of(person) != told["seal"] and not even_if_changed:
        return CHANGED
    day = timezone.localdate(told["done_at"])
    if not person.has_left(day):
        leaving.leave(person, on=day)
    erasing.erase(person, because=told["because"], at=told["done_at"])
    return DONE
