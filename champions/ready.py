"""Who could be appointed, and appointing them from where services are seen.

Those are suggested who work there and said that they are willing; of them the few who
have finished most, told in name order: nobody is ranked.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.permissions import can_appoint_in
from pages import words
from people import appointing
from people.models import Appointment, Service, User
from people.permissions import may_appoint, may_give_role

Role = Appointment.Role
SUGGESTED = 6


class ChangedMeanwhile(Exception):
    """Who holds the role is no longer as the page said."""


class MayNot(Exception):
    """This is not for the viewer to do; as a string it says why."""


@dataclass(frozen=True)
class Ready:
    """Somebody of a service who is willing, and what speaks for asking them."""

    person: User
    roles: list

    @property
    def sentence(self):
        """What they finished, the hours agreed, and what they look after already."""
        willing = self.person.willing
        number = self.person.finished
        finished = ngettext(
            "%(number)s module finished.", "%(number)s modules finished.", number
        ) % {"number": words.in_words(number)}
        hours = ngettext(
            "%(hours)s hour a week, agreed with %(by)s.",
            "%(hours)s hours a week, agreed with %(by)s.",
            1 if willing.hours_a_week == 1 else 2,
        ) % {
            "hours": words.hours(willing.hours_a_week),
            "by": willing.agreed_by,
        }
        said = [
            capfirst(finished) if number else _("No module finished yet."),
            capfirst(hours),
        ]
        if self.roles:
            said.append(
                _("Holds already: %(roles)s.") % {"roles": words.join_names(self.roles)}
            )
        return " ".join(said)


def ready_for(service, role, viewer, on=None):
    """The Ready of a service and all below it whom the viewer may give this role, as a
    list in name order."""
    day = on or timezone.localdate()
    held = Appointment.objects.filter(role=role, service=service)
    held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    most = (
        User.objects.here(day)
        .within(service)
        .filter(willing__isnull=False)
        .exclude(pk=viewer.pk)
        .exclude(pk__in=held.values("person"))
        .select_related("willing", "service")
        .annotate(finished=Count("enrolments__completion"))
        .order_by("-finished", "name", "pk")[:SUGGESTED]
    )
    people = sorted(most, key=lambda person: (person.name, person.pk))
    roles = {person.pk: [] for person in people}
    for one in (
        Appointment.objects.current(day)
        .filter(person__in=people)
        .select_related("service")
    ):
        roles[one.person_id].append(
            _("%(role)s of %(service)s")
            % {"role": one.get_role_display().lower(), "service": one.service.name}
        )
    return [Ready(person, roles[person.pk]) for person in people]


def holding(service, role, on=None):
    """The appointments to this role that are not over, those to come included."""
    day = on or timezone.localdate()
    rows = Appointment.objects.filter(service=service, role=role)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return list(rows.select_related("person").order_by("starts_on", "pk"))


def fingerprint(appointments):
    """What a page says of them in a hidden field, to know whether they changed."""
    return ",".join(f"{one.pk}:{one.ends_on or ''}" for one in appointments)


@transaction.atomic
def appoint(viewer, person, role, service, starts_on, ends_on, *, seen):
    """Appoint the person, as `people.appointing` does, if all is as `seen` says.

    Sent twice it is done once. Raises MayNot, ChangedMeanwhile, or what appointing
    refuses.
    """
    _refuse(viewer, person, role, service)
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    held = holding(service, role)
    for one in held:
        as_asked = (person.pk, starts_on, ends_on)
        if (one.person_id, one.starts_on, one.ends_on) == as_asked:
            return one
    if seen != fingerprint(held):
        raise ChangedMeanwhile
    return appointing.appoint(person, role, service, starts_on, ends_on)


def _refuse(viewer, person, role, service):
    if not may_appoint(viewer, person):
        raise MayNot(
            _("Nobody appoints themselves. Ask a colleague of the digital access team.")
        )
    if not (can_appoint_in(viewer, service) and may_give_role(viewer, role)):
        raise MayNot(_("You can’t appoint somebody here."))
