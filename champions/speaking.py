"""Five people of a team to speak to this week, chosen by an open rule.

The list is derived when it is asked for and kept nowhere. There are seven reasons, in
an order. Each person counts under the first that fits. The reasons take turns: the
first person of each is named, then the second of each, until there are five; so no
reason crowds out another. Nobody is named twice, nor while they are away, nor within
some weeks of having been spoken to or marked "not now" (marking.py). The same facts
give the same five. What is said of each stands in five.py.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cafes.models import Booking, CafePage, Session
from champions.marking import is_access_team
from champions.models import HelpAnswer, HelpRequest, TeamMark
from champions.narrowing import FINISHED_LATELY, STOPPED_AFTER
from learning.models import Assignment, Completion, Enrolment, ModulePage
from people.models import Absence, User

FIVE = 5
NEW_FOR = timedelta(weeks=4)
DUE_WITHIN = timedelta(days=7)
# Whoever stopped longer ago than this is let be.
STOPPED_WITHIN = timedelta(weeks=26)
READY_WITHIN = timedelta(weeks=12)


class Why(models.IntegerChoices):
    """The reasons in their order, each as the page tells it."""

    WAITS_FOR_HELP = 1, _("asked for help before today, and has had no answer")
    IS_NEW = (
        2,
        _(
            "joined in the last four weeks, and nobody has suggested a module to them, "
            "answered a question or noted that they spoke"
        ),
    )
    DAY_IS_NEAR = (
        3,
        _("was asked to do a module by a day that is within a week, or over"),
    )
    STOPPED = 4, _("stopped part way in a module, three weeks to half a year ago")
    CAFE_FOLLOWS = (
        5,
        _("finished a module in the last two weeks, and the café after it has places"),
    )
    FINISHED = 6, _("finished a module in the last two weeks")
    READY = 7, _("finished one in the last twelve weeks, and has nothing begun since")


@dataclass(frozen=True)
class Reason:
    """Why to speak to somebody: with the module, the day and the row it is about."""

    why: Why
    person_id: int
    module_id: int | None = None
    on: object = None
    about: object = None


def choose(reasons, most=FIVE):
    """Choose so many people from all the reasons there are. Gives a Reason for each,
    in the order of the reasons.

    The reasons come in the order in which they count among their own kind.
    """
    first = {}
    for reason in sorted(reasons, key=lambda reason: reason.why):
        first.setdefault(reason.person_id, reason)
    queues = [deque(r for r in first.values() if r.why == why) for why in Why]
    chosen = []
    while any(queues) and len(chosen) < most:
        for queue in queues:
            if queue and len(chosen) < most:
                chosen.append(queue.popleft())
    return sorted(chosen, key=lambda reason: reason.why)


class Reasons:
    """All the reasons there are to speak to people of a service, at that moment, for
    one who looks after them. A fixed number of queries."""

    def __init__(self, viewer, service, at=None):
        self.viewer = viewer
        self.service = service
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)

    @property
    def all(self):
        return [
            *self._wait_for_help(),
            *self._are_new(),
            *self._day_is_near(),
            *self._stopped(),
            *self._finished(),
            *self._are_ready(),
        ]

    @cached_property
    def by_access_team(self):
        """Whether the viewer looks at it as the digital access team."""
        return is_access_team(self.viewer, self.service, self.day)

    @cached_property
    def people(self):
        """Those who may be named: here, not away, not marked, and not the viewer."""
        away = Absence.objects.filter(
            person=OuterRef("pk"), starts_on__lte=self.day, ends_on__gte=self.day
        )
        marked = (
            TeamMark.objects.in_force(self.day)
            .counting_for(self.by_access_team)
            .filter(person=OuterRef("pk"))
        )
        return (
            User.objects.looked_after_by(self.viewer, self.day)
            .within(self.service)
            .filter(~Exists(away), ~Exists(marked))
        )

    @cached_property
    def questions(self):
        """Open questions of these people that the viewer may answer, the longest
        waiting first."""
        return list(
            HelpRequest.objects.to_answer_by(self.viewer, self.day)
            .from_service(self.service)
            .open()
            .filter(person__in=self.people)
            .select_related("with_person")
        )

    def _wait_for_help(self):
        """The longest waiting first."""
        midnight = timezone.make_aware(datetime.combine(self.day, time()))
        for one in self.questions:
            if one.asked_at >= midnight:
                continue
            yield Reason(
                Why.WAITS_FOR_HELP, one.person_id, one.module_id, one.asked_at, one
            )

    def _are_new(self):
        """Who came first goes first; not whoever a colleague has turned to here."""
        asked = Assignment.objects.filter(person=OuterRef("pk"))
        answered = HelpAnswer.objects.filter(request__person=OuterRef("pk")).exclude(
            writer=OuterRef("pk")
        )
        new = self.people.filter(
            ~Exists(asked),
            ~Exists(answered),
            joined_on__gt=self.day - NEW_FOR,
            joined_on__lte=self.day,
        )
        for person_id, joined_on in new.order_by("joined_on", "name", "pk").values_list(
            "pk", "joined_on"
        ):
            yield Reason(Why.IS_NEW, person_id, on=joined_on)

    def _day_is_near(self):
        """The earliest day first."""
        due = (
            Assignment.objects.open()
            .filter(
                person__in=self.people,
                module__live=True,
                by_day__lte=self.day + DUE_WITHIN,
            )
            .select_related("asked_by")
            .order_by("by_day", "pk")
        )
        for one in due:
            yield Reason(Why.DAY_IS_NEAR, one.person_id, one.module_id, one.by_day, one)

    def _stopped(self):
        """Who stopped last goes first: it is easiest to pick up again."""
        stopped = Enrolment.objects.filter(
            person__in=self.people,
            completion=None,
            module__live=True,
            seen_at__lt=self.at - STOPPED_AFTER,
            seen_at__gte=self.at - STOPPED_WITHIN,
        ).order_by("-seen_at", "pk")
        for row in stopped.values_list("person", "module", "seen_at"):
            yield Reason(Why.STOPPED, *row)

    def _finished(self):
        """Who finished last goes first: to be invited to the café that follows, if it
        has places and they have not booked; else to be told well done."""
        finished = Completion.objects.filter(
            enrolment__person__in=self.people,
            finished_at__gte=self.at - FINISHED_LATELY,
        ).order_by("-finished_at", "pk")
        for person, module, on in finished.values_list(
            "enrolment__person", "enrolment__module", "finished_at"
        ):
            session = self._sessions.get(module)
            if session and (person, session.cafe_id) not in self._booked:
                yield Reason(Why.CAFE_FOLLOWS, person, module, on, session)
            else:
                yield Reason(Why.FINISHED, person, module, on)

    @cached_property
    def _sessions(self):
        """The next session with places left that follows each module, by its id."""
        with_places = [
            session
            for session in Session.objects.upcoming(self.at)
            .with_places()
            .select_related("cafe")
            if session.places_taken < session.capacity
        ]
        follows = CafePage.follows.through.objects.filter(
            cafepage__in=[session.cafe_id for session in with_places]
        )
        modules = {}
        for cafe, module in follows.values_list("cafepage", "modulepage"):
            modules.setdefault(cafe, []).append(module)
        found = {}
        for session in with_places:
            for module in modules.get(session.cafe_id, []):
                found.setdefault(module, session)
        return found

    @cached_property
    def _booked(self):
        """(person id, café id) of those who booked, or have been there lately."""
        return set(
            Booking.objects.live()
            .filter(
                person__in=self.people,
                session__starts_at__gte=self.at - FINISHED_LATELY,
            )
            .values_list("person", "session__cafe")
        )

    def _are_ready(self):
        """Who finished last goes first. Whoever has done all there is, or was asked
        something already, is not meant."""
        live = ModulePage.objects.live()
        begun = Enrolment.objects.filter(person=OuterRef("pk"), completion=None)
        asked = Assignment.objects.open().filter(person=OuterRef("pk"))
        ready = (
            self.people.filter(~Exists(begun), ~Exists(asked))
            .annotate(
                latest=Max("enrolments__completion__finished_at"),
                done=Count(
                    "enrolments__completion", filter=Q(enrolments__module__in=live)
                ),
            )
            .filter(
                latest__lt=self.at - FINISHED_LATELY,
                latest__gte=self.at - READY_WITHIN,
                done__lt=live.count(),
            )
        )
        for person, latest in ready.order_by("-latest", "pk").values_list(
            "pk", "latest"
        ):
            yield Reason(Why.READY, person, on=latest)
