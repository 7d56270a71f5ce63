"""How far someone has come: facts, never percentages.

A step or a question is known by page and block id, which survive editing, moving,
publishing and reverting. What is complete and what is left is computed from these
facts in learning/progress.py, and nowhere else.
"""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.pages import ModulePage
from learning.querysets import PlanQuerySet

# Letters that cannot be taken for one another when read out or copied by hand.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16

# What stands in a form for saying nothing about how sure one feels.
RATHER_NOT = "rather-not"


def new_code():
    """Make a check code that cannot be guessed: 16 signs of 30, about 78 bits."""
    return "".join(secrets.choice(CODE_ALPHABET) for _sign in range(CODE_LENGTH))


class Enrolment(models.Model):
    """A person has begun a module; where they are in it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.PROTECT, related_name="enrolments"
    )
    began_at = models.DateTimeField(default=timezone.now)
    current_step = models.UUIDField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "module"], name="one_enrolment_per_module"
            )
        ]

    def __str__(self):
        return f"{self.person} in {self.module}"


class StepRecord(models.Model):
    """A person went on from a step; done once its checks were answered too.

    A step once done stays done, whatever an editor adds to it later.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="step_records"
    )
    step = models.UUIDField()
    went_on_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "step"], name="one_record_per_step"
            )
        ]

    def __str__(self):
        return f"{self.enrolment}, step {self.step}"


class Answer(models.Model):
    """A check was answered rightly, or a practice task ticked off: only that."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="answers"
    )
    block = models.UUIDField()
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "block"], name="one_answer_per_question"
            )
        ]

    def __str__(self):
        return f"{self.enrolment}, question {self.block}"


class Confidence(models.Model):
    """How sure a person felt, before or after; theirs alone, counted from five up."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    class Level(models.IntegerChoices):
        NOT_AT_ALL = 1, _("Not at all sure")
        NOT_VERY = 2, _("Not very sure")
        FAIRLY = 3, _("Fairly sure")
        SURE = 4, _("Sure enough to show someone else")

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="confidences"
    )
    moment = models.CharField(max_length=10, choices=Moment.choices)
    # Empty: they would rather not say.
    level = models.PositiveSmallIntegerField(
        choices=Level.choices, null=True, blank=True
    )
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "moment"], name="one_confidence_per_moment"
            )
        ]

    def __str__(self):
        return f"{self.enrolment}, {self.moment}"

    @property
    def choice(self):
        """What was chosen in the form: a level, or that they would rather not say."""
        return self.level or RATHER_NOT


class Plan(models.Model):
    """One thing that a person will try, in their own words, and what became of it;
    theirs alone."""

    class Status(models.TextChoices):
        OPEN = "open", _("To try")
        TRIED = "tried", _("Tried")
        LET_GO = "let-go", _("Let go")

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, related_name="plan"
    )
    words = models.TextField(_("one thing I will try"), max_length=500)
    try_on = models.DateField(_("on"), null=True, blank=True)
    # When its words or its day were last chosen.
    written_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(
        max_length=10,
        choices=Status.choices,
        default=Status.OPEN,
        db_default=Status.OPEN,
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    how_it_went = models.TextField(
        _("how it went"), max_length=1000, blank=True, db_default=""
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "try_on"])]

    def __str__(self):
        return f"{self.enrolment}, plan"

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_tried(self):
        return self.status == self.Status.TRIED


class Completion(models.Model):
    """A person finished a module; once given, never taken away by an edit.

    It goes only with the person, when they are erased: a module with records stays.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, related_name="completion"
    )
    finished_at = models.DateTimeField(default=timezone.now)
    edition = models.PositiveSmallIntegerField()

    def __str__(self):
        return f"{self.enrolment}, finished"


class Certificate(models.Model):
    """What was done, as it was on the day; a page by a code that nobody can guess."""

    completion = models.OneToOneField(
        Completion, on_delete=models.CASCADE, related_name="certificate"
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    person_name = models.CharField(max_length=150)
    service_name = models.CharField(max_length=150, blank=True)
    organisation_name = models.CharField(max_length=150, blank=True)
    champion_name = models.CharField(max_length=150, blank=True)
    module_title = models.CharField(max_length=255)
    covers = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField()
    finished_on = models.DateField()
    edition = models.PositiveSmallIntegerField()

    def __str__(self):
        return self.code

    @property
    def place(self):
        """Where the person worked on that day: service and organisation."""
        return ", ".join(filter(None, [self.service_name, self.organisation_name]))

    @property
    def code_in_groups(self):
        """The code as it is read out: four signs at a time."""
        return " ".join(self.code[i : i + 4] for i in range(0, CODE_LENGTH, 4))
