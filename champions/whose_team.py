"""Whose team it is, in words: how many people, who looks after them, and the services
above and below it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.totals import counted
from pages import words
from people.looking_after import appointed_above, team_of
from people.models import Appointment, Service, User


@dataclass(frozen=True)
class Below:
    """A service that lies directly below, and how many people it has, all told."""

    service: Service
    people: str


class WhoseTeam:
    """A service and all below it on that day, for one who looks after it."""

    def __init__(self, viewer, service, day):
        self.viewer = viewer
        self.service = service
        self.day = day

    @cached_property
    def _people_by_path(self):
        """How many people there are at each place in the tree."""
        rows = (
            User.objects.here(self.day)
            .within(self.service)
            .order_by()
            .values_list("service__path")
            .annotate(people=Count("pk"))
        )
        return Counter(dict(rows))

    @cached_property
    def size(self):
        return sum(self._people_by_path.values())

    @cached_property
    def children(self):
        """The services directly below, in the order of the tree."""
        return list(self.service.get_children())

    @cached_property
    def below(self):
        """The same with their people."""
        return [
            Below(service, people_in_words(self._count_within(service)))
            for service in self.children
        ]

    @property
    def shows_services(self):
        """Whether people of more than one service are in it."""
        return len(self._people_by_path) > 1

    def _count_within(self, service):
        return sum(
            people
            for path, people in self._people_by_path.items()
            if path.startswith(service.path)
        )

    @cached_property
    def above(self):
        """The service directly above, if the viewer looks after that one too."""
        if self.service.is_root():
            return None
        return (
            Service.objects.looked_after_by(self.viewer, self.day)
            .filter(path=self.service.path[: -self.service.steplen])
            .first()
        )

    @cached_property
    def lede(self):
        """How many people, and who looks after them, in two sentences."""
        how_many = _("%(service)s: %(people)s.") % {
            "service": self.service.name,
            "people": people_in_words(self.size),
        }
        return f"{how_many} {self._who_looks_after()}"

    def _who_looks_after(self):
        team = team_of(self.service, self.day)
        holders = [
            (team.champion, _("You are champion"), _("%(name)s is champion")),
            (team.deputy, _("You are deputy"), _("%(name)s is deputy")),
            (
                team.communications,
                _("You are the communications colleague"),
                _("%(name)s is the communications colleague"),
            ),
        ]
        held = [
            yours if person == self.viewer else theirs % {"name": person.name}
            for person, yours, theirs in holders
            if person
        ]
        if not held:
            return self._nobody_looks_after()
        # "You" begins a sentence only where it comes first.
        said = words.join_names([held[0], *[_uncapped(part) for part in held[1:]]])
        if team.inherited:
            return _("It has none of its own, so %(who)s, for %(service)s.") % {
                "who": _uncapped(said),
                "service": team.service.name,
            }
        if team.champion is None:
            return _("It has no champion. %(sentence)s.") % {"sentence": said}
        return _("%(sentence)s.") % {"sentence": said}

    def _nobody_looks_after(self):
        """Say that there is nobody, and who of the digital access team answers."""
        team = appointed_above(self.service, self.day, Appointment.Role.ACCESS_TEAM)
        names = [held.person.name for held in team if held.person != self.viewer]
        if len(names) < len(team):
            names = [_("you"), *names]
        if not names:
            return _("Nobody is appointed to look after it yet.")
        return _(
            "It has no champion. Until it has, questions go to %(names)s, of the "
            "digital access team."
        ) % {"names": words.join_names(list(dict.fromkeys(names)))}


def people_in_words(count):
    """How many people: "one person", "23 people", "nobody"."""
    if not count:
        return _("nobody yet")
    return ngettext("%(number)s person", "%(number)s people", count) % {
        "number": counted(count)
    }


def _uncapped(sentence):
    """A sentence as part of another: "You are …" does not begin it any more."""
    you = _("You are")
    if sentence.startswith(you):
        return you[:1].lower() + sentence[1:]
    return sentence
