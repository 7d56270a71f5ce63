"""Asking a named person for help, and the answers; who was spoken to."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cafes.models import Session
from champions.introduction_models import (  # noqa: F401 (models of this app)
    HelpOffer,
    Introduction,
    OfferedTopic,
)
from champions.querysets import (
    HelpRequestQuerySet,
    NotYetQuerySet,
    NudgeQuerySet,
    SupportNoteQuerySet,
    TeamMarkQuerySet,
)
from champions.topics import Topic
from learning.models import ModulePage
from learning.outline import Step, outline_of
from people.models import Appointment, Service


@dataclass(frozen=True)
class Place:
    """A module and, unless an editor has removed it since, a step of it."""

    module: ModulePage
    step: Step | None

    @classmethod
    def of(cls, module, step_id):
        return cls(module, outline_of(module).by_id(step_id) if step_id else None)

    @property
    def url(self):
        """The step's address, or the module's."""
        return self.module.step_url(self.step) if self.step else self.module.url

    @property
    def title(self):
        """What is found at its address."""
        return self.step.title if self.step else self.module.title

    @property
    def words(self):
        """Where it is: "step 3, “Someone is upset”, of “Answering people well”"."""
        if self.step is None:
            return _("“%(module)s”") % {"module": self.module.title}
        return _("step %(number)s, “%(step)s”, of “%(module)s”") % {
            "number": self.step.number,
            "step": self.step.title,
            "module": self.module.title,
        }


class HelpRequest(models.Model):
    """A question to the champion, or to whoever stands in when they are away."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="help_requests",
    )
    topic = models.CharField(
        _("what it is about"),
        max_length=20,
        choices=Topic.choices,
        default=Topic.OTHER,
    )
    words = models.TextField(_("your question"), max_length=2000)
    when_free = models.CharField(_("when you are free"), max_length=300, blank=True)
    module = models.ForeignKey(
        ModulePage,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    step = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    # Where the person worked when it was given to somebody: whose champions may see it.
    service = models.ForeignKey(
        Service,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    # Who has it now, in which role, and for whom they stand in.
    with_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="help_requests_received",
        null=True,
        blank=True,
    )
    with_role = models.CharField(
        max_length=20, choices=Appointment.Role.choices, blank=True
    )
    stands_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    with_since = models.DateTimeField(default=timezone.now)
    # The day by which they answer, as the asker was told; and when they were reminded.
    answer_by = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Everyone to whom it was ever given; they keep sight of it while in a role.
    reached = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="help_requests_reached", blank=True
    )
    was_passed_up = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    # When the asker last had it open.
    read_at = models.DateTimeField(null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return f"{self.person}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.answered_at is None

    @property
    def has_topic(self):
        """Whether it is about one of the topics in which others can help."""
        return self.topic != Topic.OTHER

    def is_read_since(self, moment):
        """Whether the asker has had it open at that moment or later."""
        return self.read_at is not None and self.read_at >= moment

    @property
    def place(self):
        """Where in which module it was asked: a `Place`, or None."""
        return Place.of(self.module, self.step) if self.module else None


class HelpAnswer(models.Model):
    """One turn of the conversation that follows a request, from either side."""

    request = models.ForeignKey(
        HelpRequest, on_delete=models.CASCADE, related_name="answers"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    words = models.TextField(_("your answer"), max_length=4000)
    # A café that is suggested with it.
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.request}: {self.writer}"


class TimesOffered(models.Model):
    """One to three times at which whoever has a request could meet its asker; and the
    1-2-1 that came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Offered")
        PICKED = "picked", _("Picked")
        NONE_FITS = "none-fits", _("None of them fits")
        TAKEN_BACK = "taken-back", _("Taken back")

    class Minutes(models.IntegerChoices):
        QUARTER = 15, _("15 minutes")
        HALF = 30, _("Half an hour")
        HOUR = 60, _("An hour")

    # The turn of the conversation in which they were offered, by its writer.
    answer = models.OneToOneField(
        HelpAnswer, on_delete=models.CASCADE, related_name="times"
    )
    minutes = models.PositiveSmallIntegerField(
        _("for how long"), choices=Minutes.choices
    )
    # In words, or a link.
    place = models.CharField(_("where"), max_length=150)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    session = models.OneToOneField(
        Session, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(session=None) | models.Q(state="picked"),
                name="only_picked_times_have_a_session",
            )
        ]

    def __str__(self):
        return f"{self.answer}: {self.state}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class OfferedTime(models.Model):
    """When one of the times that are offered begins."""

    times = models.ForeignKey(
        TimesOffered, on_delete=models.CASCADE, related_name="starts"
    )
    starts_at = models.DateTimeField(_("starts"))

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["times", "starts_at"], name="each_time_offered_once"
            )
        ]

    def __str__(self):
        return f"{self.times}: {self.starts_at}"


class TeamMark(models.Model):
    """Somebody of a team was spoken to, or is not to be named just now.

    Until a day, on which the mark runs out and the row goes. Those who look after a
    team share their marks, and the digital access team its own: one of each at most.
    """

    class Kind(models.TextChoices):
        SPOKEN_TO = "spoken-to", _("Spoken to")
        NOT_NOW = "not-now", _("Not now")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_marks"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Whose mark it is: the digital access team's, or of those who look after the team.
    by_access_team = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    made_at = models.DateTimeField(default=timezone.now)
    # The first day on which the person may be named again.
    until = models.DateField()

    objects = TeamMarkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "by_access_team"], name="one_mark_per_person_and_side"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.kind}, until {self.until}"


class NotYet(models.Model):
    """A service where nobody is looked for yet, with a sentence that says why.

    It holds for all that lie below it, if it says so, and nowhere that has begun: where
    a champion is appointed. Taken back it is kept, so that past months can be told.
    """

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="not_yets"
    )
    because = models.CharField(_("why not yet"), max_length=300)
    with_below = models.BooleanField(_("and all that lies below it"), default=False)
    until = models.DateField(_("until, this day included"), null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    set_on = models.DateField(default=timezone.localdate)
    # The first day on which it holds no more, by somebody's hand.
    ended_on = models.DateField(null=True, blank=True)

    objects = NotYetQuerySet.as_manager()

    class Meta:
        ordering = ["service__path", "set_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_not_yet_per_service",
            )
        ]

    def __str__(self):
        return f"{self.service}, not yet"


class CoverageMonth(models.Model):
    """How one service stood in a month, on its last day or last night: what its own
    people had begun and finished, and who looked after them. Counts, never names."""

    class State(models.TextChoices):
        COVERED = "covered", _("Covered")
        GAP = "gap", _("With a gap")
        NOT_YET = "not-yet", _("Not yet")
        NOBODY = "nobody", _("Without people")

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="coverage_months"
    )
    # Its first day.
    month = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices)
    has_champion = models.BooleanField()
    has_deputy = models.BooleanField()
    has_communications = models.BooleanField()
    people = models.PositiveIntegerField()
    began = models.PositiveIntegerField()
    finished = models.PositiveIntegerField()
    # Worked out afterwards from the dates of what is kept, with the tree and the
    # people where they were by then.
    is_from_dates = models.BooleanField(default=False)

    class Meta:
        ordering = ["month", "service__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month"], name="one_coverage_month_per_service"
            )
        ]

    def __str__(self):
        return f"{self.service}, {self.month:%Y-%m}, {self.state}"


class SupportNote(models.Model):
    """Help that somebody gave: whom, with what, for how long, in one line.

    It stays with the role in which it was given: whoever has that after its writer
    reads it too.
    """

    class Minutes(models.IntegerChoices):
        FIVE = 5, _("5 minutes")
        QUARTER = 15, _("15 minutes")
        HALF = 30, _("Half an hour")
        HOUR = 60, _("An hour")

    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="support_notes",
        null=True,
    )
    # In which role, and for which service, its writer gave the help.
    role = models.CharField(max_length=20, choices=Appointment.Role.choices)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    # Nobody, where it was several or somebody who is not found here.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="support_notes_about",
        null=True,
        blank=True,
    )
    request = models.ForeignKey(
        HelpRequest,
        on_delete=models.SET_NULL,
        related_name="notes",
        null=True,
        blank=True,
    )
    topic = models.CharField(
        _("with what"), max_length=20, choices=Topic.choices, default=Topic.OTHER
    )
    minutes = models.PositiveSmallIntegerField(
        _("for how long"), choices=Minutes.choices
    )
    words = models.CharField(_("in one line"), max_length=200, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    objects = SupportNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("support note")
        verbose_name_plural = _("support notes")
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return f"{self.writer}, {self.written_at:%Y-%m-%d}"


class Nudge(models.Model):
    """A letter to somebody of a team, in the words of one who looks after them."""

    class HeldBack(models.TextChoices):
        """Why it was not sent after all, decided when it was to leave."""

        FINISHED = "finished", _("they had finished the module by then")
        AWAY = "away", _("they were away by then")
        SPOKEN_TO = "spoken-to", _("they would rather be spoken to")
        NOT_YOURS = "not-yours", _("they were not in the writer’s team any more")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nudges"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    # What it is about, where it is about going on with a module.
    module = models.ForeignKey(
        ModulePage, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    words = models.TextField(_("what you write"), max_length=2000)
    written_at = models.DateTimeField(default=timezone.now)
    held_back = models.CharField(max_length=20, choices=HeldBack.choices, blank=True)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return f"{self.person}, {self.written_at:%Y-%m-%d}"


class RatherSpokenTo(models.Model):
    """Somebody wants none of these letters for now, and would rather be spoken to."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="rather_spoken_to",
    )
    since = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.person}"
