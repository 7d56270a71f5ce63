"""Narrowing a team down to those about whom there is something to say.

Each way is a fact about a person at a moment, asked of the database for all at once;
none of them is a judgement, and the page says in words what each one means.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.models import Assignment, Completion, Enrolment

# Somebody who was last in a module this long ago has stopped part way.
STOPPED_AFTER = timedelta(weeks=3)
# After so long without a step in any module it has gone quiet.
QUIET_AFTER = timedelta(weeks=6)
FINISHED_LATELY = timedelta(weeks=2)


class Show(models.TextChoices):
    """Whom to show of a team."""

    EVERYBODY = "", pgettext_lazy("of a team", "Everybody")
    STUCK = "stuck", _("Stopped part way")
    FINISHED = "finished", _("Finished lately")
    ASKED = "asked", _("Asked")
    QUIET = "quiet", _("Quiet")

    @classmethod
    def of(cls, value):
        """The way that stood in an address; anything else is everybody."""
        return cls(value) if value in cls.values else cls.EVERYBODY

    @property
    def meaning(self):
        """What it means, in a sentence."""
        return {
            Show.EVERYBODY: _("Everybody, in name order."),
            Show.STUCK: _(
                "Begun a module, and not been in it for three weeks or more."
            ),
            Show.FINISHED: _("Finished a module in the last two weeks."),
            Show.ASKED: _("Asked to do a module, and it is not finished yet."),
            Show.QUIET: _(
                "Nothing in any module for six weeks, and here for as long. That is no "
                "failing: nobody need be asked to learn."
            ),
        }[self]

    @property
    def nobody(self):
        """What to say when there is nobody like that."""
        return {
            Show.EVERYBODY: "",
            Show.STUCK: _("Nobody has stopped part way."),
            Show.FINISHED: _("Nobody has finished a module in the last two weeks."),
            Show.ASKED: _("Nobody has been asked to do a module that is still open."),
            Show.QUIET: _(
                "Everybody has been in a module in the last six weeks, or is newer "
                "than that."
            ),
        }[self]


def narrowed(people, show, at):
    """Those of these people whom this way shows at that moment."""
    return people.filter(_ways(at)[show])


def counts(people, at):
    """How many of these people each way shows, in one query: {Show: number}."""
    found = people.order_by().aggregate(
        **{show.name: Count("pk", filter=way) for show, way in _ways(at).items()}
    )
    return {show: found[show.name] for show in Show}


def _ways(at):
    """Each way as a condition on a person."""
    begun = Enrolment.objects.filter(person=OuterRef("pk"))
    stopped = begun.filter(
        completion=None, seen_at__lt=at - STOPPED_AFTER, module__live=True
    )
    finished = Completion.objects.filter(
        enrolment__person=OuterRef("pk"), finished_at__gte=at - FINISHED_LATELY
    )
    asked = Assignment.objects.open().filter(person=OuterRef("pk"), module__live=True)
    return {
        Show.EVERYBODY: Q(),
        Show.STUCK: Exists(stopped),
        Show.FINISHED: Exists(finished),
        Show.ASKED: Exists(asked),
        Show.QUIET: (
            ~Exists(begun.filter(seen_at__gte=at - QUIET_AFTER))
            & Q(joined_on__lte=timezone.localdate(at) - QUIET_AFTER)
        ),
    }
