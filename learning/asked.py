"""What somebody was asked to do, as they read it: by whom, why, and by when."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.library import modules_for
from learning.models import Assignment
from learning.outline import outline_of
from pages import words


@dataclass(frozen=True)
class Asked:
    """One request to do a module, in words. `day` is today, by default."""

    assignment: Assignment
    day: date | None = None

    @property
    def module(self):
        return self.assignment.module

    @property
    def today(self):
        return self.day or timezone.localdate()

    @property
    def who(self):
        """What to call whoever asked; they may have been erased since."""
        asker = self.assignment.asked_by
        return asker.called if asker else _("A colleague")

    @property
    def suggested(self):
        """Who suggested it and when: "Priya suggested this on 3 November"."""
        return _("%(name)s suggested this %(day)s") % {
            "name": self.who,
            "day": words.lately(self.assignment.asked_at, self.today),
        }

    @property
    def by_when(self):
        """By when it would be good to have done it; of a day that has passed that it
        has, and no more. Nothing when no day was given."""
        by_day = self.assignment.by_day
        if by_day is None:
            return ""
        named = {"day": words.day(by_day, self.today)}
        if by_day < self.today:
            return (
                _("The day named was %(day)s. It is there whenever you have time.")
                % named
            )
        return _("If you can, by %(day)s.") % named

    @property
    def minutes(self):
        """How long it takes: "15 minutes"."""
        return words.minutes(outline_of(self.module).minutes)

    @property
    def taken_back(self):
        """Of a request taken back: who did so, for the person."""
        return _("%(name)s has taken back the suggestion to do “%(module)s”.") % {
            "name": self._withdrawer,
            "module": self.module.title,
        }

    @property
    def is_declined(self):
        """Whether the person said that it is not for them."""
        return self.assignment.withdrawn_by_id == self.assignment.person_id

    @property
    def ended(self):
        """Of a request that was taken back or declined: by whom, when, and what they
        said."""
        if self.is_declined:
            return self._declined
        return _("%(name)s took it back %(day)s: “%(because)s”") % {
            "name": self._withdrawer,
            "day": words.lately(self.assignment.withdrawn_at, self.today),
            "because": self.assignment.withdrawn_because,
        }

    @property
    def _declined(self):
        named = {
            "name": self._withdrawer,
            "day": words.lately(self.assignment.withdrawn_at, self.today),
            "because": self.assignment.withdrawn_because,
        }
        if not named["because"]:
            return _("%(name)s said %(day)s that it is not for them.") % named
        return _("%(name)s said %(day)s that it is not for them: “%(because)s”") % named

    @property
    def _withdrawer(self):
        by = self.assignment.withdrawn_by
        return by.called if by else _("A colleague")


class AskedOfMe:
    """All that a person was asked to do and has not, and what was taken back since.

    With a module, only what is about that one. One query where there is nothing.
    """

    def __init__(self, person, module=None, on=None):
        self.person = person
        self.module = module
        self.day = on or timezone.localdate()

    @cached_property
    def open(self):
        """What is still to do, soonest day first, of modules that are published."""
        open_ones = [a for a in self._mine if a.is_open and a.module.live]
        return self._told(sorted(open_ones, key=_soonest))

    @cached_property
    def taken_back(self):
        """What was taken back, until the person has put it away."""
        back = [a for a in self._mine if not a.is_open]
        return self._told(sorted(back, key=lambda a: a.withdrawn_at))

    @cached_property
    def _mine(self):
        mine = Assignment.objects.filter(person=self.person)
        if self.module:
            mine = mine.filter(module=self.module)
        found = list(mine.open() | mine.to_put_away())
        if found:
            self._give_modules(found)
        prefetch_related_objects(found, "asked_by", "withdrawn_by")
        return found

    def _give_modules(self, assignments):
        """Those that are published are remembered between requests."""
        there = [self.module] if self.module else modules_for(self.person)
        modules = {module.pk: module for module in there}
        for assignment in assignments:
            if assignment.module_id in modules:
                assignment.module = modules[assignment.module_id]
        prefetch_related_objects(assignments, "module")

    def _told(self, assignments):
        return [Asked(assignment, self.day) for assignment in assignments]


def _soonest(assignment):
    """Those with a day first, the nearest day before the others."""
    return (assignment.by_day or date.max, assignment.asked_at)
