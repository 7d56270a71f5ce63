"""Whom of a team a list shows: by a way, a name, a service below, and how far they are;
how many each way shows; and all that in words. The page and the files use the same."""

from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.choice import Sort
from champions.matrix import columns
from champions.narrowing import How, Show
from champions.totals import Totals, counted
from pages import words
from people.models import Service, User


class PeopleOfTeam:
    """The people of a service and all below it, of whom the choice of `team` (a
    TeamPage) shows some."""

    def __init__(self, team):
        self.team = team
        self.choice = team.choice
        self.at = team.at

    # What there is to choose from ----------------------------------------------

    @cached_property
    def modules(self):
        """Every published module, as a Column."""
        return columns(self.team.viewer)

    @cached_property
    def chosen_modules(self):
        """Those that were chosen, of those that are published."""
        return [one for one in self.modules if one.pk in self.choice.modules]

    @cached_property
    def below(self) -> Service | None:
        """The service directly below that was chosen, or None."""
        slug = self.choice.below
        return next((s for s in self.team.children if s.slug == slug), None)

    @property
    def sorts(self):
        """The orders: (Sort, whether it is chosen) each."""
        several = self.team.shows_services
        offered = [sort for sort in Sort if several or sort != Sort.SERVICE]
        return [(sort, sort == self.choice.sort) for sort in offered]

    @property
    def hows(self):
        """How far: (How, whether it is chosen) each."""
        return [(how, how == self.choice.how) for how in How]

    # Who is shown --------------------------------------------------------------

    @property
    def _everybody(self):
        return User.objects.here(self.team.day).within(self.team.service)

    @cached_property
    def _found(self):
        """Those whom all but the way leaves."""
        choice = self.choice
        people = self._everybody
        if self.below:
            people = people.within(self.below)
        if choice.how:
            people = people.filter(
                choice.how.way(self._modules_meant, self.at, self._questions_meant)
            )
        return choice.within(people)

    @property
    def _modules_meant(self):
        return [one.pk for one in self.chosen_modules or self.modules]

    @property
    def _questions_meant(self):
        if self.chosen_modules:
            return self.team.questions.filter(module__in=self._modules_meant)
        return self.team.questions

    @cached_property
    def totals(self):
        """Of the whole team, whatever is chosen."""
        return Totals(self._everybody, [one.pk for one in self.modules], self.at)

    @cached_property
    def _totals_found(self):
        if not self.is_narrowed:
            return self.totals
        return Totals(self._found, [one.pk for one in self.modules], self.at)

    @property
    def is_narrowed(self):
        """Whether more than a way leaves somebody out."""
        return bool(self.choice.name or self.choice.how or self.below)

    @cached_property
    def ways(self):
        """The ways to narrow it down: (Show, how many, whether it is chosen, its
        address) each."""
        return [
            (
                show,
                self._totals_found.of(show),
                show == self.choice.show,
                self.choice.but(show=show).kept,
            )
            for show in Show
        ]

    @property
    def number(self):
        """How many are shown, on all pages."""
        return self._totals_found.of(self.choice.show)

    @cached_property
    def in_order(self):
        """They themselves, in the order that was chosen (a queryset)."""
        modules = [one.pk for one in self.modules]
        people = self._found.filter(self.choice.show.way(modules, self.at))
        return self.choice.sort.order(
            people.select_related("service"), self._modules_meant, self.at
        )

    # In words ------------------------------------------------------------------

    @property
    def sentence(self):
        """What was chosen and how many that are; nothing where only a way was."""
        if not self.is_narrowed:
            return ""
        how_many = ngettext("%(number)s person", "%(number)s people", self.number) % {
            "number": counted(self.number)
        }
        if not self.number:
            how_many = _("nobody")
        return _("%(people)s: %(chosen)s.") % {
            "people": capfirst(how_many),
            "chosen": "; ".join(self._chosen),
        }

    @property
    def _chosen(self):
        """Each thing that was chosen, as part of a sentence."""
        choice = self.choice
        said = []
        if choice.name:
            said.append(_("called “%(name)s”") % {"name": choice.name})
        if choice.how:
            said.append(self._how_in_words())
        if self.below:
            said.append(_("in %(service)s") % {"service": self.below.name})
        if choice.show:
            said.append(in_a_sentence(choice.show.label))
        return said

    def _how_in_words(self):
        titles = [f"“{one.title}”" for one in self.chosen_modules]
        how = in_a_sentence(self.choice.how.label)
        if not titles:
            return how
        named = {"how": how, "modules": words.join_names(titles)}
        if len(titles) == 1:
            return _("%(how)s: %(modules)s") % named
        return _("%(how)s in one of %(modules)s") % named


def in_a_sentence(label):
    """What a choice is called, where it does not begin the sentence."""
    return label[:1].lower() + label[1:]
