"""Narrowing a team down to those about whom there is something to say.

Each way is a fact about a person at a moment, asked of the database for all at once;
none of them is a judgement, and the page says in words what each one means.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.models import Assignment, Enrolment

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

    def way(self, modules, at):
        """Whom it shows, as a condition on a person.

        Takes the ids of the published modules and the moment. Not every enrolment that
        was finished need be looked at: nobody finishes a module without being in it.
        """
        begun = Enrolment.objects.filter(person=OuterRef("pk"))
        lately, day = at - FINISHED_LATELY, timezone.localdate(at)
        return {
            Show.EVERYBODY: lambda: Q(),
            Show.STUCK: lambda: Exists(stopped(begun.filter(module__in=modules), at)),
            Show.FINISHED: lambda: Exists(
                begun.filter(seen_at__gte=lately, completion__finished_at__gte=lately)
            ),
            Show.ASKED: lambda: Exists(_asked(modules)),
            Show.QUIET: lambda: (
                ~Exists(begun.filter(seen_at__gte=at - QUIET_AFTER))
                & Q(joined_on__lte=day - QUIET_AFTER)
            ),
        }[self]()

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


class How(models.TextChoices):
    """How far somebody is in one of some modules."""

    ANYHOW = "", pgettext_lazy("how far people are", "However far")
    NOT_ASKED = "not-asked", _("Not asked, and not begun")
    NOT_STARTED = "not-started", _("Asked, and not started")
    UNDER_WAY = "under-way", _("Under way")
    STOPPED = "stopped", _("Stopped part way")
    FINISHED = "finished", _("Finished")
    HELP = "help", _("Asked for help")

    @classmethod
    def of(cls, value):
        """The one that stood in an address; anything else is however far."""
        return cls(value) if value in cls.values else cls.ANYHOW

    def way(self, modules, at, questions):
        """Who is that far in one of these modules (of which the ids are taken), as a
        condition on a person. `questions` are those that the reader may answer."""
        begun = Enrolment.objects.filter(person=OuterRef("pk"), module__in=modules)
        begun_here = Enrolment.objects.filter(
            person=OuterRef("person"), module=OuterRef("module")
        )
        return {
            How.ANYHOW: lambda: Q(),
            How.NOT_ASKED: lambda: ~Exists(_asked(modules)) & ~Exists(begun),
            How.NOT_STARTED: lambda: Exists(
                _asked(modules).filter(~Exists(begun_here))
            ),
            How.UNDER_WAY: lambda: Exists(
                begun.filter(completion=None, seen_at__gte=at - STOPPED_AFTER)
            ),
            How.STOPPED: lambda: Exists(stopped(begun, at)),
            How.FINISHED: lambda: Exists(begun.filter(completion__isnull=False)),
            How.HELP: lambda: Exists(questions.filter(person=OuterRef("pk"))),
        }[self]()


def stopped(begun, at):
    """Of what was begun, what has not been finished and nobody was in for a while."""
    return begun.filter(completion=None, seen_at__lt=at - STOPPED_AFTER)


def _asked(modules):
    """What a person was asked to do of these modules and has not finished."""
    return Assignment.objects.open().filter(person=OuterRef("pk"), module__in=modules)
