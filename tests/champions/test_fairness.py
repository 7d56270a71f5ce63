"""A year of Mondays: nobody is named each time, and nobody never."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

import pytest

from champions import asking, marking, turns
from champions.choosing import FIVE, Why
from champions.models import TeamMark
from champions.speaking import Reasons
from learning.models import Completion, Enrolment
from people.models import User
from tests.learning.factories import ModulePageFactory
from tests.people.factories import AbsenceFactory, PersonFactory

FIRST = timezone.make_aware(datetime(2026, 1, 5, 9))
MONDAYS = 52
PEOPLE = 60


@dataclass
class Year:
    """What happened in a team: when each person was named, why, and who was there."""

    team: object
    modules: list
    speaks: float
    chance: random.Random = field(default_factory=lambda: random.Random(20261123))  # noqa: S311
    named: dict = field(default_factory=lambda: defaultdict(dict))
    away: dict = field(default_factory=lambda: defaultdict(set))
    weeks_to_all: int = 0

    def run(self):
        for week in range(MONDAYS):
            monday = FIRST + timedelta(weeks=week)
            self.things_happen(week, monday)
            reasons = Reasons(self.team.priya, self.team.service, monday)
            self.weeks_to_all = max(self.weeks_to_all, reasons.round.weeks_to_all)
            assert len(reasons.chosen) == FIVE
            for reason in reasons.chosen:
                self.named[reason.person_id][week] = reason.why
                if self.chance.random() < self.speaks:
                    self.speak_to(reason, monday)
        return self

    def things_happen(self, week, monday):
        """Some finish and some stop; one comes and one goes each month; one asks; and
        somebody is away."""
        here = list(User.objects.here(monday.date()).within(self.team.service))
        busy = [person for person in here if "quiet" not in person.job_title]
        for person in self.chance.sample(busy, 3):
            module = self.chance.choice(self.modules)
            begun = self.enrolment(person, module, monday - timedelta(days=9))
            if begun and self.chance.random() < 0.7:
                Completion.objects.create(
                    enrolment=begun, finished_at=monday - timedelta(days=2), edition=1
                )
        if week % 4 == 2:
            PersonFactory(service=self.team.service, joined_on=monday.date())
            leaver = self.chance.choice(busy)
            User.objects.filter(pk=leaver.pk).update(left_on=monday.date())
        asking.ask(self.chance.choice(busy), "May I?", at=monday - timedelta(days=1))
        absent = self.chance.choice(here)
        self.away[absent.pk] |= {week, week + 1}
        AbsenceFactory(
            person=absent,
            starts_on=monday.date(),
            ends_on=monday.date() + timedelta(days=13),
        )

    def enrolment(self, person, module, at):
        """A module begun then, or None if it was already."""
        begun, is_new = Enrolment.objects.get_or_create(
            person=person, module=module, defaults={"began_at": at, "seen_at": at}
        )
        return begun if is_new else None

    def speak_to(self, reason, monday):
        if reason.why == Why.WAITS_FOR_HELP:
            asking.answer(reason.about, self.team.priya, "Yes.", at=monday)
            return
        person = User.objects.get(pk=reason.person_id)
        kind = self.chance.choice(TeamMark.Kind.values[:2])
        marking.mark(self.team.priya, person, kind, self.team.service, at=monday)


@pytest.fixture
def a_year(libraries, site_skeleton):
    """A function that gives the Year of a champion who speaks to so many."""
    modules = ModulePageFactory.create_batch(8)
    people = PersonFactory.create_batch(
        PEOPLE - 5, service=libraries.service, job_title="Officer"
    )
    User.objects.filter(pk__in=[p.pk for p in people[::3]]).update(job_title="quiet")

    def run(speaks):
        return Year(libraries, modules, speaks).run()

    run.quiet = people[::3]
    return run


@pytest.mark.parametrize("speaks", [0, 0.5], ids=["to-nobody", "to-half"])
def test_a_year_in_a_team_of_sixty(a_year, speaks):
    year = a_year(speaks)

    # Nobody is never named: everybody's turn comes round within the year.
    assert year.weeks_to_all == MONDAYS
    for person in a_year.quiet:
        weeks = year.named[person.pk]
        assert weeks or year.away[person.pk], f"{person.pk} was never named"
        # And nobody each time: without a reason of the week, one week in four.
        assert len(weeks) <= MONDAYS / turns.WEEKS_APART

    for weeks in year.named.values():
        can_wait = [week for week, why in weeks.items() if why >= Why.STOPPED]
        assert len(can_wait) <= MONDAYS / turns.WEEKS_APART
