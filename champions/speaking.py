"""All the reasons there are to speak to people of a team, found in what is kept.

They are found anew each time and kept nowhere. A week is one from its Monday on: what
happens in it counts from the next, so that the five stay the same, save for what one
does about them. Only a question that waits comes in at once. Nobody is named while they
are away, nor within some weeks of having been spoken to, written to (nudges.py) or
marked "not now" (marking.py). Who of all these is named: choosing.py and turns.py. What
is said of each stands in five.py.
"""

from datetime import timedelta
from functools import cached_property

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from cafes.models import Booking, CafePage, Session
from cafes.querysets import midnight_before
from champions import turns
from champions.choosing import Reason, Why, choose, reason_of_each
from champions.marking import is_access_team
from champions.models import HelpAnswer, HelpRequest, Nudge, TeamMark
from champions.narrowing import FINISHED_LATELY, STOPPED_AFTER
from learning.models import Assignment, Completion, Enrolment, ModulePage
from people.models import Absence, User

NEW_FOR = timedelta(weeks=4)
DUE_WITHIN = timedelta(days=7)
# A day that has been over for longer than this is as good a reason in another week.
OVER_FOR = timedelta(weeks=2)
# Whoever stopped longer ago than this is let be.
STOPPED_WITHIN = timedelta(weeks=26)
READY_WITHIN = timedelta(weeks=12)


class Reasons:
    """All the reasons there are to speak to people of a service, at that moment, for
    one who looks after them. A fixed number of queries."""

    def __init__(self, viewer, service, at=None):
        self.viewer = viewer
        self.service = service
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)
        self.week = turns.week_of(self.day)
        self.monday = self.day - timedelta(days=self.day.weekday())
        self.start = midnight_before(self.monday)

    @property
    def all(self):
        return [
            *self._wait_for_help(),
            *self._are_new(),
            *self._day_is_near(),
            *self._finished(),
            *self._stopped(),
            *self._are_ready(),
        ]

    @cached_property
    def chosen(self):
        """At most five Reasons, one for each person."""
        return choose(self.all, self._order, self.round.number)

    # Who may be named ----------------------------------------------------------

    @cached_property
    def by_access_team(self):
        """Whether the viewer looks at it as the digital access team."""
        return is_access_team(self.viewer, self.service, self.day)

    @cached_property
    def people(self):
        """Those who may be named: here, not away, not marked, not written to lately,
        and not the viewer."""
        marked = (
            TeamMark.objects.in_force(self.monday)
            .counting_for(self.by_access_team)
            .filter(person=OuterRef("pk"))
        )
        written_to = Nudge.objects.sent().lately(self.monday)
        written_to = written_to.filter(person=OuterRef("pk"))
        return (
            User.objects.looked_after_by(self.viewer, self.day)
            .within(self.service)
            .filter(~Exists(_away_on(self.day)), ~Exists(marked), ~Exists(written_to))
        )

    @cached_property
    def of_this_week(self):
        """Those of them who were there on Monday: whoever comes back later in the week
        comes in with the next."""
        if self.day == self.monday:
            return self.people
        return self.people.filter(~Exists(_away_on(self.monday)))

    @cached_property
    def _may_be_named_now(self):
        """Those of them who may be named whatever the reason."""
        return turns.of_week(self.of_this_week, self.week)

    @cached_property
    def round(self):
        """Whose turn it is, of all in the service."""
        everybody = User.objects.here(self.day).within(self.service)
        return turns.Turns(everybody, self.week)

    @cached_property
    def _order(self):
        there = set(self._may_be_named_now.values_list("pk", flat=True))
        return [pk for pk in self.round.order if pk in there]

    # The reasons ---------------------------------------------------------------

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
        midnight = midnight_before(self.day)
        for one in self.questions:
            if one.asked_at >= midnight:
                continue
            yield Reason(
                Why.WAITS_FOR_HELP, one.person_id, one.module_id, one.asked_at, one
            )

    def _are_new(self):
        """Not whoever a colleague has turned to here."""
        asked = Assignment.objects.filter(person=OuterRef("pk"))
        answered = HelpAnswer.objects.filter(request__person=OuterRef("pk")).exclude(
            writer=OuterRef("pk")
        )
        new = self.of_this_week.filter(
            ~Exists(asked),
            ~Exists(answered),
            joined_on__gt=self.monday - NEW_FOR,
            joined_on__lte=self.monday,
        )
        for person_id, joined_on in self._shuffled(new.values_list("pk", "joined_on")):
            yield Reason(Why.IS_NEW, person_id, on=joined_on)

    def _day_is_near(self):
        """The earliest day first. One that was over long ago can wait for the week of
        the person."""
        due = (
            Assignment.objects.open()
            .filter(module__live=True, by_day__lte=self.monday + DUE_WITHIN)
            .select_related("asked_by")
        )
        over = self.monday - OVER_FOR
        near = due.filter(person__in=self.of_this_week, by_day__gte=over)
        past = due.filter(person__in=self._may_be_named_now, by_day__lt=over)
        near = sorted(
            near,
            key=lambda one: (one.by_day, turns.shuffled(one.person_id, self.week)),
        )
        for one in [*near, *past.order_by("by_day", "pk")]:
            yield Reason(
                Why.DAY_IS_NEAR,
                one.person_id,
                one.module_id,
                one.by_day,
                one,
                can_wait=one.by_day < over,
            )

    def _stopped(self):
        """With several, the one in which somebody was last: it is easiest to pick up
        again."""
        stopped = Enrolment.objects.filter(
            person__in=self._may_be_named_now,
            completion=None,
            module__live=True,
            seen_at__lt=self.start - STOPPED_AFTER,
            seen_at__gte=self.start - STOPPED_WITHIN,
        ).order_by("-seen_at", "pk")
        for row in stopped.values_list("person", "module", "seen_at"):
            yield Reason(Why.STOPPED, *row, can_wait=True)

    def _finished(self):
        """To be invited to the café that follows, if it has places and they have not
        booked; else to be told well done."""
        lately = self.start - FINISHED_LATELY
        finished = Completion.objects.filter(
            enrolment__person__in=self.of_this_week,
            # Nobody finishes a module without being in it: few need be looked at.
            enrolment__seen_at__gte=lately,
            finished_at__gte=lately,
            finished_at__lt=self.start,
        ).order_by("-finished_at", "pk")
        rows = finished.values_list(
            "enrolment__person", "enrolment__module", "finished_at"
        )
        for person, module, on in self._shuffled(rows):
            session = self._sessions.get(module)
            if session and (person, session.cafe_id) not in self._booked:
                yield Reason(Why.CAFE_FOLLOWS, person, module, on, session)
            else:
                yield Reason(Why.FINISHED, person, module, on)

    def _shuffled(self, rows):
        """Rows that begin with the id of a person, in another order each week: where
        they are more than there are places, it is not the same who are named."""
        return sorted(rows, key=lambda row: turns.shuffled(row[0], self.week))

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
                person__in=self.of_this_week,
                session__starts_at__gte=self.start - FINISHED_LATELY,
            )
            .values_list("person", "session__cafe")
        )

    def _are_ready(self):
        """Who finished last goes first. Whoever has done all there is, or was asked
        something already, is not meant."""
        live = ModulePage.objects.live()
        begun = Enrolment.objects.filter(person=OuterRef("pk"), completion=None)
        asked = Assignment.objects.open().filter(person=OuterRef("pk"))
        # Nobody finishes a module without being in it: few need be added up.
        there = Enrolment.objects.filter(
            person=OuterRef("pk"), seen_at__gte=self.start - READY_WITHIN
        )
        ready = (
            self._may_be_named_now.filter(~Exists(begun), ~Exists(asked), Exists(there))
            .annotate(
                latest=Max("enrolments__completion__finished_at"),
                done=Count(
                    "enrolments__completion", filter=Q(enrolments__module__in=live)
                ),
            )
            .filter(
                latest__lt=self.start - FINISHED_LATELY,
                latest__gte=self.start - READY_WITHIN,
                done__lt=live.count(),
            )
        )
        for person, latest in ready.order_by("-latest", "pk").values_list(
            "pk", "latest"
        ):
            yield Reason(Why.READY, person, on=latest, can_wait=True)


class ReasonsForOne(Reasons):
    """The reasons to speak to one person, whatever week it is and however lately
    somebody did."""

    def __init__(self, viewer, service, person, at=None):
        super().__init__(viewer, service, at)
        self.person = person
        self.people = self.of_this_week = User.objects.filter(pk=person.pk)
        self._may_be_named_now = self.people

    @cached_property
    def best(self):
        """The Reason that counts, or that it is their turn."""
        return reason_of_each(self.all).get(
            self.person.pk, Reason(Why.IN_TURN, self.person.pk)
        )


def _away_on(day):
    return Absence.objects.filter(
        person=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day
    )
