"""What the digital access team should see to before it happens: a champion who goes
and nobody follows (coverage.py), and one who carries too much."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.coverage import Coverage, Lack
from champions.models import HelpRequest
from champions.permissions import coverage_seen_by
from pages import outbox, words
from people.models import Appointment, User

Role = Appointment.Role

# A champion with more than this carries too much: people for whom nobody is nearer,
# and open questions at once.
MOST_PEOPLE = 150
MOST_QUESTIONS = 8


@dataclass(frozen=True)
class Carrying:
    """A champion who carries too much: for how many people, with how many questions."""

    name: str
    people: int
    questions: int

    @property
    def sentence(self):
        people = ngettext("%(number)s person", "%(number)s people", self.people) % {
            "number": words.in_words(self.people)
        }
        questions = ngettext(
            "%(number)s open question", "%(number)s open questions", self.questions
        ) % {"number": words.in_words(self.questions)}
        return _("%(name)s looks after %(people)s, with %(questions)s.") % {
            "name": self.name,
            "people": people,
            "questions": questions,
        }


def carrying(coverage, paths):
    """The champions of services at or below these places who carry too much, in name
    order. One query beside the Coverage."""
    people, names = Counter(), {}
    for standing in coverage.within(paths):
        if not standing.has_own_champion:
            continue
        for holder in standing.near[Role.CHAMPION]:
            names[holder.person_id] = holder.name
            people[holder.person_id] += standing.people_of_champion
    questions = _questions_of_each(names)
    found = [
        Carrying(name, people[pk], questions[pk])
        for pk, name in names.items()
        if people[pk] > MOST_PEOPLE or questions[pk] > MOST_QUESTIONS
    ]
    return sorted(found, key=lambda one: one.name)


def heading(number):
    """How many things there are to see to: "Two things to see to in time"."""
    said = ngettext(
        "%(number)s thing to see to in time",
        "%(number)s things to see to in time",
        number,
    )
    return capfirst(said % {"number": words.in_words(number)})


def counted_for(viewer, on=None, coverage=None):
    """How many things this one of the digital access team has to see to: champions who
    go with nobody to follow, and those who carry too much; nought for anybody else."""
    paths = coverage_seen_by(viewer, on)
    if not paths:
        return 0
    coverage = coverage or Coverage(on)
    going = sum(Lack.CHAMPION_ENDS in one.lacks for one in coverage.within(paths))
    return going + len(carrying(coverage, paths))


def tell_access_team(at=None):
    """Write to each of the digital access team, once a week, that there is something
    to see to in time; to nobody for whom there is nothing."""
    day = timezone.localdate(at)
    monday = day - timedelta(days=day.weekday())
    team = Appointment.objects.current(day).in_role(Role.ACCESS_TEAM)
    coverage = Coverage(day)
    for person in User.objects.here(day).filter(pk__in=team.values("person")):
        if counted_for(person, day, coverage):
            outbox.post("champions.ahead", person, key=monday.isoformat())


def _questions_of_each(people):
    # Few are open in the whole city; hundreds are champions.
    rows = HelpRequest.objects.open().order_by().values_list("with_person")
    found = dict(rows.annotate(number=Count("pk")))
    return Counter({pk: found[pk] for pk in people if pk in found})
