"""Asking a named person for help, and the answers; who was spoken or written to."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from champions.querysets import (
    HelpRequestQuerySet,
    NudgeQuerySet,
    TeamMarkQuerySet,
)
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
    words = models.TextField(_("your question"), max_length=2000)
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
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.request}: {self.writer}"


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
