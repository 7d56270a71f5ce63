"""Leaving.

From the day on which a person has left there is no sign-in and no open session: the
sign-in asks at each request (backends.py). Roles end the day before. Whoever comes
back (joining.change) starts with a new password, so that no session from before comes
back to life, and with no role as yet.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from people import appointing
from people.models import User
from people.signals import person_left


@transaction.atomic
def leave(person, on=None):
    """Let the person be gone from that day (today): no sign-in, no open role.

    The apps above hear of it by the signal person_left, once it is certain.
    """
    day = on or timezone.localdate()
    person.left_on = day
    User.objects.select_for_update().get(pk=person.pk)
    person.save(update_fields=["left_on"])
    last_day = day - timedelta(days=1)
    running = person.appointments.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    for appointment in running.select_related("service"):
        appointing.end(appointment, last_day)
    transaction.on_commit(lambda: person_left.send(sender=User, person=person, on=day))
