"""How each service stands on a day: who looks after it, whom that leaves alone.

A service with none of its own is looked after by the nearest above it, so what is
missing is told where somebody would be appointed: a champion at each service whose
people have none at all; deputy and communications colleague at the service that has the
champion. In a fixed number of queries, whatever the size of the tree. Why so:
docs/adr/0023.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from django.db.models import Count, Q
from django.utils import timezone

from champions.models import CoverageMonth, NotYet
from people.models import Absence, Appointment, Service, User

Role = Appointment.Role
State = CoverageMonth.State

# How far ahead an appointment is seen to end, and an absence to come.
ENDS_WITHIN = timedelta(weeks=8)
AWAY_WITHIN = timedelta(weeks=4)


NOBODY = {role: [] for role in Appointment.LOOKING_AFTER}


class Lack(IntEnum):
    """What a service lacks, the most pressing first."""

    NO_CHAMPION = 1
    AWAY_WITHOUT_DEPUTY = 2
    CHAMPION_ENDS = 3
    NO_DEPUTY = 4
    DEPUTY_ENDS = 5
    NO_COMMUNICATIONS = 6
    COMMUNICATIONS_ENDS = 7

    @property
    def role(self):
        """Whom to ask for."""
        if self in (Lack.NO_CHAMPION, Lack.CHAMPION_ENDS):
            return Role.CHAMPION
        if self in (Lack.NO_COMMUNICATIONS, Lack.COMMUNICATIONS_ENDS):
            return Role.COMMUNICATIONS
        return Role.DEPUTY


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role for a service; until when, as far as that is known."""

    person_id: int
    name: str
    service_pk: int
    service_name: str
    starts_on: date
    last_day: date | None

    def holds_on(self, day):
        return self.starts_on <= day and (not self.last_day or self.last_day >= day)


@dataclass(eq=False, slots=True)
class Standing:
    """One service as it stands. `near` and `then` are who holds each role for it or the
    nearest above, now and in some weeks; the numbers count those below it too."""

    pk: int
    path: str
    name: str
    slug: str
    above: "Standing | None"
    organisation: "Standing" = field(init=False, repr=False)
    own: dict = field(default_factory=dict)
    near: dict = field(default_factory=dict)
    then: dict = field(default_factory=dict)
    # Whether somebody is champion of this very service: whether it has begun.
    has_own_champion: bool = False
    people_own: int = 0
    people: int = 0
    # Of those, the ones who have no champion, and whose champion is this service's.
    people_without: int = 0
    people_of_champion: int = 0
    began: int = 0
    finished: int = 0
    not_yet: NotYet | None = None
    not_yet_below: NotYet | None = None
    lacks: list = field(default_factory=list)
    # The days (first, last) on which a champion without a deputy is next away.
    away: tuple | None = None
    state: str = State.COVERED

    def __post_init__(self):
        self.organisation = self.above.organisation if self.above else self

    @property
    def lack(self):
        """The most pressing of what it lacks."""
        return self.lacks[0]

    @property
    def has_champion(self):
        return bool(self.near[Role.CHAMPION])

    @property
    def concerned(self):
        """For how many people it is that something is lacking."""
        if self.lack == Lack.NO_CHAMPION:
            return self.people_without
        return self.people_of_champion


class Coverage:
    """Every service as it stands on that day. With `coming` false nothing ahead of the
    day is looked at: for days that are over, of which one knows what came after."""

    def __init__(self, on=None, *, coming=True):
        self.day = on or timezone.localdate()
        self.later = self.day + ENDS_WITHIN if coming else self.day
        self.coming = coming
        self.by_path = {}
        self._read_services()
        self._read_holders()
        self._read_people()
        self._read_not_yet()
        for one in self.by_path.values():
            self._find_holders(one)
        self._sum_up()
        self._read_absences()
        for one in self.by_path.values():
            self._judge(one)

    def within(self, paths):
        """Those at or below these places, in the order of the tree."""
        paths = tuple(paths)
        return [s for path, s in self.by_path.items() if path.startswith(paths)]

    def of(self, service):
        """How that service stands."""
        return self.by_path[service.path]

    def add_up_learning(self, learning):
        """Take {id of a service: how many of its own people began and finished}, and
        add them up the tree."""
        for one in reversed(self.by_path.values()):
            began, finished = learning.get(one.pk, (0, 0))
            one.began += began
            one.finished += finished
            if one.above:
                one.above.began += one.began
                one.above.finished += one.finished

    # What is kept ----------------------------------------------------------------

    def _read_services(self):
        rows = Service.objects.order_by("path").values_list(
            "pk", "path", "name", "slug"
        )
        for pk, path, name, slug in rows:
            above = self.by_path.get(path[: -Service.steplen])
            self.by_path[path] = Standing(pk, path, name, slug, above)
        self.by_pk = {one.pk: one for one in self.by_path.values()}

    def _read_holders(self):
        rows = (
            Appointment.objects.in_role(*Appointment.LOOKING_AFTER)
            .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.day))
            .filter(starts_on__lte=self.later, person__is_active=True)
            .order_by("starts_on", "pk")
            .values_list(
                "service_id",
                "role",
                "person_id",
                "person__name",
                "starts_on",
                "ends_on",
                "person__left_on",
            )
        )
        for service, role, person, name, starts_on, ends_on, left_on in rows:
            lasts = [ends_on, left_on and left_on - timedelta(days=1)]
            last_day = min(filter(None, lasts), default=None)
            one = self.by_pk[service]
            holder = Holder(person, name, one.pk, one.name, starts_on, last_day)
            if not last_day or last_day >= self.day:
                one.own.setdefault(role, []).append(holder)

    def _read_people(self):
        people = User.objects.here(self.day).filter(joined_on__lte=self.day)
        rows = people.order_by().values_list("service").annotate(count=Count("pk"))
        for service, count in rows:
            if service:
                self.by_pk[service].people_own = count

    def _read_not_yet(self):
        rows = NotYet.objects.in_force(self.day).select_related("set_by")
        self._not_yet = {row.service_id: row for row in rows.order_by("pk")}

    def _read_absences(self):
        """When those are next away who are champion and have no deputy."""
        alone = {
            holder.person_id
            for one in self.by_path.values()
            if one.has_own_champion and self._is_alone(one)
            for holder in one.near[Role.CHAMPION]
        }
        until = self.day + AWAY_WITHIN if self.coming else self.day
        champions = Appointment.objects.current(self.day).in_role(Role.CHAMPION)
        rows = Absence.objects.filter(
            person__in=champions.values("person"),
            ends_on__gte=self.day,
            starts_on__lte=until,
        )
        self._away = {}
        for person, first, last in rows.order_by("-starts_on").values_list(
            "person_id", "starts_on", "ends_on"
        ):
            if person in alone:
                self._away[person] = (first, last)

    # What follows from it ----------------------------------------------------------

    def _find_holders(self, one):
        """Who holds each role for it or the nearest above; what is above comes first.
        And whether it is not to begin yet."""
        one.near = dict(one.above.near if one.above else NOBODY)
        one.then = dict(one.above.then if one.above else NOBODY)
        for role, holders in one.own.items():
            if now := [h for h in holders if h.holds_on(self.day)]:
                one.near[role] = now
                one.has_own_champion |= role == Role.CHAMPION
            if later := [h for h in holders if h.holds_on(self.later)]:
                one.then[role] = later
        if one.has_own_champion:
            return
        row = self._not_yet.get(one.pk)
        inherited = one.above.not_yet_below if one.above else None
        one.not_yet = row or inherited
        one.not_yet_below = row if row and row.with_below else inherited

    def _sum_up(self):
        """Add each service's people to those above it, the lowest first."""
        champions_at = {}
        for one in self.by_path.values():
            inherited = champions_at.get(one.above.pk) if one.above else None
            champions_at[one.pk] = one if one.has_own_champion else inherited
        for one in reversed(self.by_path.values()):
            one.people += one.people_own
            if at := champions_at[one.pk]:
                at.people_of_champion += one.people_own
            elif not one.not_yet:
                one.people_without += one.people_own
            if one.above:
                one.above.people += one.people
                one.above.people_without += one.people_without

    def _is_alone(self, one):
        """Whether nobody stands in for its champion: no deputy, and nobody above."""
        above = one.above
        return not one.near[Role.DEPUTY] and not (above and above.near[Role.CHAMPION])

    def _judge(self, one):
        if not one.has_champion:
            if not one.people_own:
                one.state = State.NOBODY
            elif one.not_yet:
                one.state = State.NOT_YET
            else:
                one.lacks.append(Lack.NO_CHAMPION)
        elif one.has_own_champion and one.people_of_champion:
            self._judge_area(one)
        if one.lacks:
            one.lacks.sort()
            one.state = State.GAP

    def _judge_area(self, one):
        """What is lacking, or soon will be, where a champion looks after people."""
        if not one.then[Role.CHAMPION]:
            one.lacks.append(Lack.CHAMPION_ENDS)
        if self._is_alone(one):
            aways = [self._away.get(h.person_id) for h in one.near[Role.CHAMPION]]
            one.away = next(filter(None, aways), None)
            one.lacks.append(Lack.AWAY_WITHOUT_DEPUTY if one.away else Lack.NO_DEPUTY)
        elif not one.then[Role.DEPUTY] and not (
            one.above and one.above.then[Role.CHAMPION]
        ):
            one.lacks.append(Lack.DEPUTY_ENDS)
        if not one.near[Role.COMMUNICATIONS]:
            one.lacks.append(Lack.NO_COMMUNICATIONS)
        elif not one.then[Role.COMMUNICATIONS]:
            one.lacks.append(Lack.COMMUNICATIONS_ENDS)
