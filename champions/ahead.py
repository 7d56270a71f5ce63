"""What the digital access team should know before it happens: a champion who goes with
nobody to follow, and one who carries too much."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.models import HelpRequest
from pages import outbox, words
from people.models import Appointment, Service, User

Role = Appointment.Role

# How long before a champion goes the access team begins to hear of it.
WEEKS_AHEAD = 6
# A champion with more than this carries too much: people for whom nobody is nearer,
# and open questions at once.
MOST_PEOPLE = 150
MOST_QUESTIONS = 8


@dataclass(frozen=True)
class Ending:
    """A champion who goes, from which day on their service has none."""

    appointment: Appointment
    from_day: object

    @property
    def person(self):
        return self.appointment.person

    @property
    def sentence(self):
        return _(
            "%(name)s is champion of %(service)s until %(day)s. Nobody follows as yet."
        ) % {
            "name": self.person.name,
            "service": self.appointment.service.name,
            "day": words.day(self.from_day - timedelta(days=1)),
        }


@dataclass(frozen=True)
class Carrying:
    """A champion who carries too much: how many people, and open questions."""

    person: User
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
            "name": self.person.name,
            "people": people,
            "questions": questions,
        }


class Ahead:
    """What is ahead in the services at these places of the tree, and below them.

    In a fixed number of queries.
    """

    def __init__(self, paths, on=None):
        self.paths = list(paths)
        self.day = on or timezone.localdate()

    def __len__(self):
        return len(self.endings) + len(self.carrying)

    @classmethod
    def seen_by(cls, viewer, on=None):
        """What the viewer is to know as one of the digital access team; None for
        anybody else."""
        paths = list(viewer.appointments.current(on).in_role(Role.ACCESS_TEAM).paths())
        return cls(paths, on) if paths else None

    @property
    def heading(self):
        return capfirst(
            ngettext(
                "%(number)s thing to see to in time",
                "%(number)s things to see to in time",
                len(self),
            )
            % {"number": words.in_words(len(self))}
        )

    @cached_property
    def endings(self):
        """Champions who go within six weeks and whose service has none of its own on
        the day after; the next to go first."""
        until = self.day + timedelta(weeks=WEEKS_AHEAD)
        going = self._champions().filter(
            Q(ends_on__lt=until) | Q(person__left_on__lte=until)
        )
        found = [Ending(held, _gone_from(held)) for held in going]
        follow = self._followed({ending.appointment.service_id for ending in found})
        open_ends = [
            ending
            for ending in found
            if not any(
                first <= ending.from_day and (last is None or last >= ending.from_day)
                for first, last, person in follow[ending.appointment.service_id]
                if person != ending.person.pk
            )
        ]
        return sorted(open_ends, key=lambda ending: ending.from_day)

    def _followed(self, services):
        """{service id: (first day, last day, person id) of each of its champions}."""
        rows = Appointment.objects.in_role(Role.CHAMPION).filter(service__in=services)
        found = {service: [] for service in services}
        for held in rows.filter(person__in=User.objects.here(self.day)):
            days = held.starts_on, held.ends_on, held.person_id
            found[held.service_id].append(days)
        return found

    @cached_property
    def carrying(self):
        """Champions with too many people or open questions, in name order."""
        people, questions = self._people_of_each(), self._questions_of_each()
        theirs = {held.person for held in self._champions()}
        found = [
            Carrying(person, people[person.pk], questions[person.pk])
            for person in theirs
            if people[person.pk] > MOST_PEOPLE or questions[person.pk] > MOST_QUESTIONS
        ]
        return sorted(found, key=lambda one: (one.person.name, one.person.pk))

    def _people_of_each(self):
        """{id of a champion: for how many people they are the nearest}."""
        nearest = {}
        held = Appointment.objects.current(self.day).in_role(Role.CHAMPION)
        for path, person in held.values_list("service__path", "person"):
            nearest[path] = person
        count = Counter()
        here = User.objects.here(self.day).exclude(service=None).order_by()
        rows = here.values_list("service__path").annotate(number=Count("pk"))
        step = Service.steplen
        for path, number in rows:
            ends = range(len(path), 0, -step)
            champion = next(
                (nearest[path[:n]] for n in ends if path[:n] in nearest), None
            )
            if champion:
                count[champion] += number
        return count

    def _questions_of_each(self):
        rows = HelpRequest.objects.open().order_by().values_list("with_person")
        return Counter(dict(rows.annotate(number=Count("pk"))))

    def _champions(self):
        """The champions of these services who are here now."""
        within = Q(pk__in=[])
        for path in self.paths:
            within |= Q(service__path__startswith=path)
        return (
            Appointment.objects.current(self.day)
            .in_role(Role.CHAMPION)
            .filter(within, person__in=User.objects.here(self.day))
            .select_related("person", "service")
        )


def _gone_from(held):
    """The first day on which they are not there any more."""
    after = [held.ends_on + timedelta(days=1)] if held.ends_on else []
    after += [held.person.left_on] if held.person.left_on else []
    return min(after)


def tell_access_team(at=None):
    """Write to each of the digital access team, once a week, that there is something
    to see to in time; to nobody for whom there is nothing."""
    day = timezone.localdate(at)
    monday = day - timedelta(days=day.weekday())
    team = Appointment.objects.current(day).in_role(Role.ACCESS_TEAM)
    for person in User.objects.here(day).filter(pk__in=team.values("person")):
        if Ahead.seen_by(person, day):
            outbox.post("champions.ahead", person, key=monday.isoformat())
