"""Which services have no champion: none of their own, and none above."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages import words
from people.models import Appointment, Service, User

Role = Appointment.Role


@dataclass(frozen=True)
class Gap:
    """A service without a champion, of which organisation, and how many people it has
    itself."""

    service: Service
    organisation: Service
    people: int

    @property
    def about(self):
        """Of which organisation it is, and for how many people it would be."""
        count = ngettext("%(number)s person", "%(number)s people", self.people)
        people = count % {"number": words.in_words(self.people)}
        if self.service == self.organisation:
            return capfirst(people)
        return f"{self.organisation.name}, {people}"


def in_a_heading(gaps):
    """How many services have no champion: "Three services without a champion"."""
    if not gaps:
        return _("Every service has a champion")
    count = ngettext(
        "%(number)s service without a champion",
        "%(number)s services without a champion",
        len(gaps),
    )
    return capfirst(count % {"number": words.in_words(len(gaps))})


def gaps_seen_by(viewer, on=None):
    """The Gaps where the viewer is of the digital access team, in the order of
    the tree; None for anybody else.

    Services without people of their own are left out: nobody there has to ask. In a
    fixed number of queries.
    """
    day = on or timezone.localdate()
    theirs = list(viewer.appointments.current(day).in_role(Role.ACCESS_TEAM).paths())
    if not theirs:
        return None
    here = User.objects.here(day)
    champions = Appointment.objects.current(day).in_role(Role.CHAMPION)
    covered = set(champions.filter(person__in=here).paths())
    services = Service.objects.annotate(
        people_here=Count("people", filter=Q(people__in=here))
    )
    by_path = {service.path: service for service in services}
    return [
        Gap(service, by_path[service.organisation_path], service.people_here)
        for service in by_path.values()
        if service.people_here
        and any(service.path.startswith(path) for path in theirs)
        and covered.isdisjoint(service.paths_upwards())
    ]
