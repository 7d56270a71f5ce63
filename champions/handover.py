"""Handing over: days away, roles that pass on, or leaving, arranged in one sitting.

Nothing of its own is kept. Appointments and absences have days, so all that is to
happen later is written down now; what was asked and noted stays with the service, and
questions that are open go to whoever looks after it on the day (asking.send_on_all).
What is so already stays so: doing it twice changes nothing.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cafes import one_to_one, scheduling
from cafes.models import Session
from cafes.querysets import midnight_before
from champions import asking
from champions.models import HelpRequest
from champions.permissions import may_name_follower
from pages import outbox
from people import appointing, away, leaving
from people.looking_after import access_team_of, away_until_each
from people.models import Appointment, User

Role = Appointment.Role


class Kind(models.TextChoices):
    """What is being arranged."""

    AWAY = "away", _("Away for a while")
    ROLES = "roles", _("Handing roles on")
    LEAVES = "leaves", _("Leaving")


class Holding:
    """What somebody holds that others are to take on: from a day, or until one too.

    `last` is the last day away; None for good.
    """

    def __init__(self, person, kind, first, last=None, *, is_own=True):
        self.person = person
        self.kind = Kind(kind)
        self.first = first
        self.last = last
        self.is_own = is_own

    @property
    def is_for_a_while(self):
        return self.kind == Kind.AWAY

    @cached_property
    def roles(self):
        """The roles that somebody is to follow in. Of one who is away, those of a
        champion whom no deputy of that service stands in for."""
        running = self.person.appointments.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=self.first)
        ).select_related("service", "person")
        if not self.is_for_a_while:
            return list(running)
        champion = running.in_role(Role.CHAMPION)
        return [held for held in champion if self.deputy_of(held) is None]

    def deputy_of(self, held):
        """The deputy of the service of that appointment who is there on the first
        day; None where there is none."""
        deputies = (
            Appointment.objects.current(self.first)
            .in_role(Role.DEPUTY)
            .filter(service=held.service_id)
            .filter(person__in=User.objects.here(self.first))
            .exclude(person=self.person)
            .select_related("person")
        )
        absent = away_until_each([row.person_id for row in deputies], self.first)
        there = [row.person for row in deputies if row.person_id not in absent]
        return there[0] if there else None

    @cached_property
    def sessions(self):
        """The sessions that they host in that time, soonest first. A 1-2-1 is seen by
        its two alone: whoever arranges it for somebody else does not see theirs."""
        hosted = Session.objects.planned().filter(
            hosts=self.person, starts_at__gte=midnight_before(self.first)
        )
        if self.last:
            until = midnight_before(self.last + timedelta(days=1))
            hosted = hosted.filter(starts_at__lt=until)
        if not self.is_own:
            hosted = hosted.filter(is_private=False)
        return list(
            hosted.select_related("cafe", "venue")
            .prefetch_related("hosts")
            .order_by("starts_at", "pk")
        )

    @cached_property
    def questions(self):
        """How many open questions they have."""
        return HelpRequest.objects.open().filter(with_person=self.person).count()


@dataclass(frozen=True)
class Handover:
    """What was chosen in the sitting.

    `followers`: who follows, by the id of the appointment; a role that is not named is
    followed by nobody as yet. `kept`: the ids of appointments that stay. `hosts`: who
    hosts in their place, by the id of the session. `is_own`: whether it is their own.
    """

    person: User
    kind: Kind
    first: date
    last: date | None = None
    followers: dict[int, User] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()
    hosts: dict[int, User] = field(default_factory=dict)
    is_own: bool = True

    @cached_property
    def holding(self):
        return Holding(
            self.person, self.kind, self.first, self.last, is_own=self.is_own
        )

    @cached_property
    def passed_on(self):
        """The appointments that somebody is to follow in."""
        return [held for held in self.holding.roles if held.pk not in self.kept]


@transaction.atomic
def arrange(handover, by, at=None):
    """Do what was chosen, all of it or nothing. `by` is who chose.

    A follower whom `by` may not name is put to the digital access team, as is a role
    with none. Raises people.appointing.NotAppointed, with a sentence, where somebody
    cannot follow, and one_to_one.NotFree where they are elsewhere at that time.
    """
    at = at or timezone.now()
    person = User.objects.select_for_update().get(pk=handover.person.pk)
    _pass_hosting_on(handover, at)
    for held in handover.passed_on:
        _pass_role_on(handover, held, by)
    if handover.kind == Kind.AWAY:
        away.add(person, handover.first, handover.last, by=by)
    elif handover.kind == Kind.LEAVES:
        leaving.leave(person, handover.first)
    for request in HelpRequest.objects.open().filter(with_person=person):
        asking.send_on(request, at)


def _pass_hosting_on(handover, at):
    """Put the host who was chosen in the place of the person, session by session. One
    that moved out of that time, or was cancelled, stays as it is."""
    for session in handover.holding.sessions:
        host = handover.hosts.get(session.pk)
        if host is None or session.has_begun(at):
            continue
        if session.is_private:
            one_to_one.pass_on(session, host, at=at)
            continue
        others = [one for one in session.hosts.all() if one != handover.person]
        scheduling.move(session, hosts={*others, host}, at=at)


def _pass_role_on(handover, held, by):
    """Let the follower hold the role, or ask the digital access team for one."""
    last_day = handover.first - timedelta(days=1)
    follower = handover.followers.get(held.pk)
    may_name = follower is not None and may_name_follower(by, held, follower)
    if may_name and handover.kind == Kind.AWAY:
        _appoint(follower, Role.DEPUTY, held.service, handover.first, handover.last)
    elif may_name:
        _end_deputyship(follower, held, last_day)
        _end(held, last_day)
        _appoint(follower, held.role, held.service, handover.first)
    elif handover.kind != Kind.AWAY:
        _end(held, last_day)
    is_told_anyway = handover.kind == Kind.LEAVES
    if not (may_name or is_told_anyway) and held.role in Appointment.LOOKING_AFTER:
        _ask_access_team(handover, held, follower, by)


def _appoint(person, role, service, first, last=None):
    """Appoint, unless they hold the role in that time already."""
    held = person.appointments.current(first).in_role(role).filter(service=service)
    if not held.exists():
        appointing.appoint(person, role, service, first, last)


def _end(appointment, last_day):
    if appointment.ends_on is None or appointment.ends_on > last_day:
        appointing.end(appointment, last_day)


def _end_deputyship(follower, held, last_day):
    """A deputy who becomes champion of the same service is its deputy no more."""
    if held.role != Role.CHAMPION:
        return
    deputyships = follower.appointments.current(last_day + timedelta(days=1))
    for deputyship in deputyships.in_role(Role.DEPUTY).filter(service=held.service):
        _end(deputyship, last_day)


def _ask_access_team(handover, held, suggested, by):
    """Write to the digital access team that somebody is needed in this role."""
    team = access_team_of([held.service])
    for colleague in team.exclude(pk__in=[handover.person.pk, by.pk]):
        outbox.post(
            "champions.handing-over",
            colleague,
            key=f"{held.pk}:{handover.kind}:{handover.first.isoformat()}",
            person=handover.person.pk,
            role=held.role,
            service=held.service_id,
            suggested=suggested.pk if suggested else None,
            is_for_a_while=handover.kind == Kind.AWAY,
            first=handover.first.isoformat(),
        )
