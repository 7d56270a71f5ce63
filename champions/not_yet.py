"""Saying that a service is not to begin yet, and taking that back.

The service is locked first, so that two of the digital access team do not say two
things at once. Nobody is written to: it concerns a service, and no person.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from champions.models import NotYet
from people.models import Appointment, Service


class NotSaid(Exception):
    """It cannot be said of this service; as a string it says why to the reader."""


@transaction.atomic
def say(service, because, *, by, with_below=False, until=None, on=None):
    """Say that the service is not to begin yet, and give the row.

    One whose day is over makes room for the new one. Raises NotSaid where somebody
    said so before, or is champion there by now.
    """
    day = on or timezone.localdate()
    _lock(service)
    champions = Appointment.objects.current(day).in_role(Appointment.Role.CHAMPION)
    held = champions.filter(service=service).select_related("person").first()
    if held and held.person.is_active and not held.person.has_left(day):
        raise NotSaid(
            _("%(name)s is champion of %(service)s, so it has begun.")
            % {"name": held.person.name, "service": service.name}
        )
    for row in service.not_yets.open().select_related("set_by"):
        if row.until is None or row.until >= day:
            raise NotSaid(
                _("%(name)s has said so already: “%(because)s”")
                % {
                    "name": row.set_by.name if row.set_by else _("Somebody"),
                    "because": row.because,
                }
            )
        row.ended_on = day
        row.save(update_fields=["ended_on"])
    return NotYet.objects.create(
        service=service,
        because=because,
        with_below=with_below,
        until=until,
        set_by=by,
        set_on=day,
    )


@transaction.atomic
def take_back(service, number, on=None):
    """Let the one of that number, of this service, hold no more from that day on.

    Gives whether there was one to take back.
    """
    _lock(service)
    row = service.not_yets.open().filter(pk=number).first()
    if row is None:
        return False
    row.ended_on = on or timezone.localdate()
    row.save(update_fields=["ended_on"])
    return True


def _lock(service):
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)
