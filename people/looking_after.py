"""Who looks after whom: found by going up the tree of services, absences included.

The champion of the nearest service that has one helps; while they are away their
deputy does; then whoever stands further up; at last the digital access team.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pages import words
from people.models import Absence, Appointment, Service, User

Role = Appointment.Role
# Roles in which one may be asked.
HELPING = (Role.CHAMPION, Role.DEPUTY, Role.ACCESS_TEAM)


@dataclass(frozen=True)
class Helper:
    """Whom to turn to, in which role, for which service; and whose place they take."""

    person: User
    role: str
    service: Service
    stands_in_for: User | None = None
    back_on: date | None = None

    @property
    def sentence(self):
        """Who answers and, when somebody is away, for whom and until when."""
        if self.stands_in_for:
            return _(
                "%(champion)s is away until %(day)s. "
                "%(name)s, %(role)s, answers you until then."
            ) % {
                "champion": self.stands_in_for.called,
                "day": words.day(self.back_on - timedelta(days=1)),
                "name": self.person.called,
                "role": self.place,
            }
        if self.role == Role.CHAMPION:
            return _("%(name)s is your digital champion, for %(service)s.") % {
                "name": self.person.called,
                "service": self.service.name,
            }
        return _("%(name)s, %(role)s, answers you.") % {
            "name": self.person.called,
            "role": self.place,
        }

    @property
    def place(self):
        """What the helper is to the reader, as said within a sentence."""
        if self.role == Role.ACCESS_TEAM:
            return _("of the digital access team")
        if self.role == Role.DEPUTY and self.stands_in_for:
            return _("the deputy")
        if self.role == Role.DEPUTY:
            return _("the deputy for %(service)s") % {"service": self.service.name}
        return _("digital champion for %(service)s") % {"service": self.service.name}


@dataclass(frozen=True)
class Team:
    """Who looks after a service. `service` is the one whose champion and deputy they
    are; `inherited` says that it is one above the service that was asked about."""

    champion: User | None
    deputy: User | None
    communications: User | None
    service: Service
    inherited: bool


def who_helps(person, on=None, above=None):
    """Give the Helper of a person on that day, or None when nobody is there at all.

    Nobody is their own helper. A person without a service, or under no role, is
    helped by anyone of the digital access team. `above` is what `appointed_above` gave
    for these roles and perhaps others, where a page has it already.
    """
    day = on or timezone.localdate()
    near = _could_help(person.service, person, day, above)
    return _first_helper(near, day) or _first_helper(
        _others_of_access_team(person, day), day
    )


def helped_again_on(person, on=None):
    """Give the day on which the first of those who could help the person is back, when
    all of them are away; None when somebody is there, or nobody is appointed at all."""
    day = on or timezone.localdate()
    could_help = {
        a.person_id
        for a in (
            *_could_help_from_above(person, day),
            *_others_of_access_team(person, day),
        )
    }
    away = away_until_each(could_help, day)
    if not could_help or len(away) < len(could_help):
        return None
    return min(away.values()) + timedelta(days=1)


def who_stands_in(champion, on=None):
    """Give those who answer on that day where this person is champion and is not
    there, each once; nobody where they are none."""
    day = on or timezone.localdate()
    held = champion.appointments.current(day).in_role(Role.CHAMPION)
    found = {}
    for appointment in held.select_related("service"):
        near = _could_help(appointment.service, champion, day)
        helper = _first_helper(near, day) or _first_helper(
            _others_of_access_team(champion, day), day
        )
        if helper:
            found[helper.person.pk] = helper.person
    return list(found.values())


def who_administers(person, on=None):
    """Give the Helper of the digital access team, who can change a person's name,
    e-mail and service; nearest first, or None when nobody of the team is there."""
    day = on or timezone.localdate()
    near = appointed_above(person.service, day, Role.ACCESS_TEAM)
    others = [a for a in near if a.person_id != person.pk]
    return _first_helper([*others, *_others_of_access_team(person, day)], day)


def access_team_of(services, on=None):
    """The people of the digital access team who are appointed to one of these services
    or above; the whole team, where nobody is."""
    team = Appointment.objects.current(on).in_role(Role.ACCESS_TEAM)
    here = User.objects.here(on)
    paths = {path for service in services for path in service.paths_upwards()}
    near = here.filter(pk__in=team.filter(service__path__in=paths).values("person"))
    return near if near.exists() else here.filter(pk__in=team.values("person"))


def team_of(service, on=None):
    """Give the Team that looks after a service on that day, away or not.

    Champion and deputy are those of the nearest service upwards that has either, so
    they belong together; a communications colleague often serves a whole directorate
    and is the nearest upwards.
    """
    day = on or timezone.localdate()
    above = appointed_above(service, day, *Appointment.LOOKING_AFTER)
    nearest = next((a.service for a in above if a.role != Role.COMMUNICATIONS), None)
    own = [a for a in above if a.service == nearest]
    return Team(
        champion=_first_in_role(own, Role.CHAMPION),
        deputy=_first_in_role(own, Role.DEPUTY),
        communications=_first_in_role(above, Role.COMMUNICATIONS),
        service=nearest or service,
        inherited=nearest not in (None, service),
    )


def is_away(person, on=None):
    """Whether the person is away on that day."""
    return away_until(person, on) is not None


def away_until(person, on=None):
    """Give the last day that the person is away, or None when they are here.

    Absences that touch or overlap count as one.
    """
    return away_until_each([person.pk], on).get(person.pk)


def away_until_each(person_ids, on=None):
    """Give {id of a person: last day away} of those who are away, in one query."""
    day = on or timezone.localdate()
    absences = Absence.objects.filter(person__in=person_ids, ends_on__gte=day)
    until = {}
    for absence in absences.order_by("starts_on"):
        known = until.get(absence.person_id, day - timedelta(days=1))
        if absence.starts_on <= known + timedelta(days=1):
            until[absence.person_id] = max(known, absence.ends_on)
    return until


def appointed_above(service, on, *roles):
    """Current appointments to a service and those above it, as a list.

    Nearest first, and champion before deputy before the others; people who have
    left or may not sign in are left out. One query.
    """
    if service is None:
        return []
    rows = (
        Appointment.objects.current(on)
        .in_role(*roles)
        .filter(service__path__in=service.paths_upwards())
        .select_related("person", "service")
    )
    order = list(Role)
    return sorted(
        (row for row in rows if row.person.is_active and not row.person.has_left(on)),
        key=lambda row: (-row.service.depth, order.index(row.role), row.starts_on),
    )


def _could_help_from_above(person, day):
    """Champions and deputies above the person, nearest first; then the access team."""
    return _could_help(person.service, person, day)


def _could_help(service, but_not, day, above=None):
    """The same for anybody of a service, without that person."""
    if above is None:
        above = appointed_above(service, day, *HELPING)
    appointments = [a for a in above if a.role in HELPING and a.person_id != but_not.pk]
    return sorted(appointments, key=lambda a: a.role == Role.ACCESS_TEAM)


def _others_of_access_team(person, day):
    """The whole digital access team, wherever appointed; nobody helps themselves."""
    return list(
        Appointment.objects.current(day)
        .in_role(Role.ACCESS_TEAM)
        .filter(person__in=User.objects.here(day))
        .exclude(person=person)
        .select_related("person", "service")
    )


def _first_helper(appointments, day):
    """The first who is here; and for whom, if the nearest champion is not."""
    away = away_until_each([a.person_id for a in appointments], day)
    champion = next((a for a in appointments if a.role == Role.CHAMPION), None)
    for appointment in appointments:
        if appointment.person_id in away:
            continue
        absent = champion if champion and champion.person_id in away else None
        return Helper(
            person=appointment.person,
            role=appointment.role,
            service=appointment.service,
            stands_in_for=absent.person if absent else None,
            back_on=away[absent.person_id] + timedelta(days=1) if absent else None,
        )
    return None


def _first_in_role(appointments, role):
    return next((a.person for a in appointments if a.role == role), None)
