"""Leaving, and coming back.

From the day on which a person has left there is no sign-in and no open session: the
sign-in asks at each request (backends.py). Roles end the day before. A session from
before never comes back to life, since coming back takes the old password away.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from people import appointing, passwords
from people.models import User


@transaction.atomic
def leave(person, on=None):
    """Let the person be gone from that day (today): no sign-in, no open role."""
    day = on or timezone.localdate()
    person.left_on = day
    User.objects.select_for_update().get(pk=person.pk)
    person.save(update_fields=["left_on"])
    last_day = day - timedelta(days=1)
    running = person.appointments.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    for appointment in running.select_related("service"):
        appointing.end(appointment, last_day)


@transaction.atomic
def come_back(person):
    """Let a person who left be here again, with a new password and no role as yet."""
    person.left_on = None
    person.is_active = True
    person.save(update_fields=["left_on", "is_active"])
    passwords.start_anew(person)
