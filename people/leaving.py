"""Leaving.

From the day on which a person has left there is no sign-in and no open session: the
sign-in asks at each request (backends.py). Roles end the day before, and the digital
access team is told of a service that has no champion then. Whoever comes back
(joining.change) starts with a new password, so that no session from before comes
back to life, and with no role as yet.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pages import outbox, words
from people import appointing
from people.looking_after import access_team_of
from people.models import Appointment, Service, User
from people.signals import leaving_is_asked, person_left


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
    running = list(_roles_from(person, day))
    for appointment in running:
        appointing.end(appointment, last_day)
    _tell_access_team(person, without_champion(running, day))
    transaction.on_commit(lambda: person_left.send(sender=User, person=person, on=day))


def what_it_means(person, on):
    """What follows when the person leaves on that day, as a list of sentences: of their
    roles, and of what the apps above know. Asked before it is done."""
    running = list(_roles_from(person, on))
    sentences = [
        _("%(role)s of %(service)s ends.")
        % {"role": held.get_role_display(), "service": held.service.name}
        for held in running
    ]
    services = without_champion(running, on, but=person)
    if services:
        names = words.join_names([service.name for service in services])
        said = _("No champion then: %(services)s. The digital access team is told.")
        sentences.append(said % {"services": names})
    answers = leaving_is_asked.send(sender=User, person=person, on=on)
    return sentences + [said for _who, more in answers for said in more]


def without_champion(appointments, on, but=None):
    """The services of those appointments as champion that have none on that day;
    `but` is somebody who does not count."""
    held = [a for a in appointments if a.role == Appointment.Role.CHAMPION]
    services = Service.objects.filter(pk__in=[a.service_id for a in held])
    return list(services.without_own_champion(on, but=but))


def _roles_from(person, day):
    running = person.appointments.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return running.select_related("service", "person")


def _tell_access_team(person, services):
    """Write to each of the digital access team which services need a champion."""
    if not services:
        return
    # Said once: the roles have ended with it.
    key = f"{person.pk}:{timezone.now():%Y%m%d%H%M%S.%f}"
    for colleague in access_team_of(services).exclude(pk=person.pk):
        outbox.post(
            "people.no-champion",
            colleague,
            key=key,
            person=person.pk,
            day=person.left_on.isoformat(),
            services=[service.pk for service in services],
        )
