"""How many of a team have done what, counted by the database and said in words."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, OuterRef
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.narrowing import Show
from learning.models import Enrolment
from pages import words


@dataclass
class Totals:
    """What there is to count about some people (a queryset) at a moment; `modules` are
    the ids of those that are published. One query."""

    people: object
    modules: list[int]
    at: object

    @cached_property
    def _counted(self):
        begun = Enrolment.objects.filter(person=OuterRef("pk"))
        finished = Exists(begun.filter(completion__isnull=False))
        ways = {show.name: show.way(self.modules, self.at) for show in Show}
        return self.people.order_by().aggregate(
            finished_any=Count("pk", filter=finished),
            **{name: Count("pk", filter=way) for name, way in ways.items()},
        )

    def of(self, show):
        """How many that way shows."""
        return self._counted[show.name]

    @property
    def everybody(self):
        return self.of(Show.EVERYBODY)

    @property
    def sentence(self):
        """All of it, in words; nothing about one person alone, whose row says it."""
        if self.everybody < 2:
            return ""
        finished = self._counted["finished_any"]
        first = ngettext(
            "Of %(all)s people %(number)s has finished at least one module.",
            "Of %(all)s people %(number)s have finished at least one module.",
            finished,
        )
        if not finished:
            first = _("Of %(all)s people nobody has finished a module yet.")
        numbers = {"all": counted(self.everybody), "number": counted(finished)}
        return " ".join([first % numbers, *self._ways()])

    def _ways(self):
        """A sentence for each of the ways that somebody is found by."""
        told = [
            (
                Show.STUCK,
                ngettext(
                    "%(number)s stopped part way three weeks ago or more.",
                    "%(number)s stopped part way three weeks ago or more.",
                    self.of(Show.STUCK),
                ),
            ),
            (
                Show.FINISHED,
                ngettext(
                    "%(number)s finished one in the last two weeks.",
                    "%(number)s finished one in the last two weeks.",
                    self.of(Show.FINISHED),
                ),
            ),
            (
                Show.ASKED,
                ngettext(
                    "%(number)s was asked to do one that is still open.",
                    "%(number)s were asked to do one that is still open.",
                    self.of(Show.ASKED),
                ),
            ),
        ]
        return [
            capfirst(said % {"number": counted(self.of(show))})
            for show, said in told
            if self.of(show)
        ]


def counted(number):
    """A count as it stands in a sentence: up to twelve in words, beyond that in
    figures that can be read: "1,000"."""
    if number < len(words.NUMBERS):
        return words.in_words(number)
    return number_format(number, force_grouping=True)
