"""Taking a suggestion back, as whoever does it reads it. What changes stands in
learning/asking_to_learn."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from champions.suggesting import LISTED, named
from learning.asked import Asked
from learning.models import Assignment
from pages import words
from people.models import Service, User


@dataclass
class Together:
    """All who were asked in the same asking and have not finished, for one who may take
    it back from them."""

    viewer: User
    service: Service
    assignment: Assignment

    @cached_property
    def people(self):
        """In name order."""
        open_ones = (
            Assignment.objects.asked_with(self.assignment)
            .open()
            .seen_by(self.viewer)
            .select_related("person__service")
        )
        return [one.person for one in open_ones.order_by("person__name", "person")]

    @property
    def is_folded(self):
        return len(self.people) > LISTED

    @property
    def asked(self):
        return Asked(self.assignment)


def asked_together(open_ones, day):
    """Of these open suggestions each asking of several people, the latest first: one of
    its suggestions as an Asked, and how many they are. Two queries."""
    several = (
        open_ones.order_by()
        .values("module", "asked_by", "asked_at")
        .annotate(first=Min("pk"), people=Count("pk"))
        .filter(people__gt=1)
    )
    people = {row["first"]: row["people"] for row in several}
    first = Assignment.objects.filter(pk__in=people).select_related(
        "module", "asked_by"
    )
    return [(Asked(one, day), people[one.pk]) for one in first.order_by("-asked_at")]


def taken_back(assignment):
    """What came of it, to whoever has just taken it back; or how it had ended."""
    name = assignment.person.called
    if assignment.finished_at:
        return _("%(name)s has finished it meanwhile.") % {"name": name}
    return _(
        "You took it back. %(name)s reads your sentence on My page; if an e-mail told "
        "of the suggestion, another tells of this."
    ) % {"name": name}


def taken_back_from(people, module):
    """The same of many at once."""
    if not people:
        return _("There was nobody left to take it back from. Nothing was changed.")
    return _(
        "You took “%(module)s” back from %(people)s. They read your sentence on My "
        "page; whomever an e-mail told of the suggestion, another tells of this."
    ) % {"module": module.title, "people": named(people)}


def ended_before(assignment, viewer):
    """How it had ended before one came, and that nothing was changed."""
    if assignment.finished_at:
        return taken_back(assignment)
    if assignment.withdrawn_by == viewer:
        said = _("You took it back %(day)s already.") % {
            "day": words.lately(assignment.withdrawn_at)
        }
    else:
        said = Asked(assignment).ended
    return f"{said} {_('Nothing was changed.')}"
