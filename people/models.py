"""Who someone is, where they belong, which role they hold and when they are away."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from treebeard.mp_tree import MP_Node

from people.querysets import (
    AppointmentQuerySet,
    LookQuerySet,
    ServiceManager,
    UnsentFormQuerySet,
    UserManager,
)
from people.who_sees_what import TABLE


class Service(MP_Node):
    """A part of an organisation; the roots of the tree are the organisations."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("address"), max_length=160, unique=True)

    objects = ServiceManager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["path"]

    def __str__(self):
        return self.name

    @property
    def organisation_path(self):
        """The path of the organisation that this service is part of."""
        return self.path[: self.steplen]

    @property
    def is_organisation(self):
        return self.depth == 1

    def paths_upwards(self):
        """The paths of this service and of each one above it."""
        return [
            self.path[:end]
            for end in range(self.steplen, len(self.path) + 1, self.steplen)
        ]

    def is_within(self, other):
        """Whether this service is the other or lies below it."""
        return self.path.startswith(other.path)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in, with their e-mail."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    known_as = models.CharField(
        _("known as"),
        max_length=60,
        blank=True,
        help_text=_("What colleagues call you, if not the first word of your name"),
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("service"),
    )
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    about = models.TextField(_("a few lines about you"), max_length=400, blank=True)
    photo = models.ImageField(_("photo"), upload_to="people", blank=True)
    access_needs = models.TextField(
        _("what helps you be there"), max_length=500, blank=True
    )
    joined_on = models.DateField(_("joined on"), default=timezone.localdate)
    left_on = models.DateField(
        _("left on"),
        null=True,
        blank=True,
        help_text=_("From this day on: no sign-in, and no open session"),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    # When all that said who this was went, after they had left (erasing.py).
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email")
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.called

    @property
    def called(self):
        """What screens call this person: "Ask Priya"."""
        return self.known_as or (self.name.split() or [self.email])[0]

    def has_left(self, on=None):
        """Whether this person has left by that day."""
        return self.left_on is not None and self.left_on <= (on or timezone.localdate())


class Absence(models.Model):
    """Days on which someone is away, the first and the last included; never why."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("away from"))
    ends_on = models.DateField(_("until, this day included"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_start",
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.starts_on} – {self.ends_on}"


class Appointment(models.Model):
    """A person in a role for a service and all below it, from a day until a day."""

    class Role(models.TextChoices):
        CHAMPION = "champion", _("Digital champion")
        DEPUTY = "deputy", _("Deputy")
        COMMUNICATIONS = "communications", _("Communications colleague")
        ORGANISER = "organiser", _("Café organiser")
        ACCESS_TEAM = "access-team", _("Digital access team")

    # Roles in which someone looks after the people of a service.
    LOOKING_AFTER = (Role.CHAMPION, Role.DEPUTY, Role.COMMUNICATIONS)
    # Roles that open the records of those people, as the table of who sees what says.
    OPENING_TEAMS = TABLE["record"].roles(LOOKING_AFTER, Role.ACCESS_TEAM)

    person = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until, this day included"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["service__path", "role", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(role="champion", ends_on__isnull=True),
                name="one_open_champion_per_service",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "service"],
                condition=Q(ends_on__isnull=True),
                name="one_open_appointment_per_role",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}, {self.service}"


class UnsentForm(models.Model):
    """What somebody had written in a form that met nobody signed in, or somebody else.

    Theirs alone, for an hour; people/unsent.py keeps it and lets go of it.
    """

    LASTS = timedelta(hours=1)

    person = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="unsent_forms"
    )
    # The path to which it was sent, and that of the page on which it was written.
    address = models.TextField()
    page = models.TextField()
    # The names of its fields, each with a list of values, as they were sent.
    typed = models.JSONField()
    # Files are not kept; somebody has to choose them again.
    had_files = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=timezone.now)

    objects = UnsentFormQuerySet.as_manager()

    def __str__(self):
        return f"{self.person}, {self.address}"

    @property
    def kept_until(self):
        return self.kept_at + self.LASTS


class Look(models.Model):
    """That somebody opened what is kept about others, or took it away; a day each.

    Of a page about many people there is one row, for the whole part of the
    organisation; of one that was opened, or of a file, a row for each person.
    people/looking.py writes it, and says it to those whom it is about.
    """

    class What(models.TextChoices):
        TEAM = "team", _("the team page")
        PERSON = "person", _("your page in My team")
        SESSION = "session", _("the list of a session")
        ADMIN = "admin", _("your details in the site administration")

    viewer = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="looks", null=True, blank=True
    )
    # What it is the list of, in words, where that is no part of the organisation.
    of = models.CharField(_("of"), max_length=200, blank=True)
    took_away = models.BooleanField(_("took it away"), default=False)
    day = models.DateField(_("day"), default=timezone.localdate)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-day", "-pk"]
        constraints = [
            # Nothing counts as a value here: of a whole team there is no person.
            models.UniqueConstraint(
                "viewer",
                "what",
                "took_away",
                "day",
                Coalesce(F("service"), Value(0)),
                Coalesce(F("person"), Value(0)),
                "of",
                name="one_look_a_day",
            ),
            models.CheckConstraint(
                condition=Q(service__isnull=False) | Q(person__isnull=False),
                name="look_is_at_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.viewer_id} → {self.what}"


class Erasure(models.Model):
    """That a person was erased: no name, and enough to do it again.

    A backup that is put back brings people back who were erased since it was made. The
    same is written to a file beside the backups (erasure_log.py).
    """

    class Because(models.TextChoices):
        ASKED = "asked", _("They asked for it")
        TIME = "time", _("They left long enough ago")

    person_number = models.BigIntegerField(_("number"), unique=True)
    # Made of the e-mail with the key of the site, so that a number that belongs to
    # somebody else in another database erases nobody.
    seal = models.CharField(_("seal"), max_length=64)
    because = models.CharField(_("why"), max_length=10, choices=Because.choices)
    done_at = models.DateTimeField(_("done"), default=timezone.now)
    # Nobody, where the time was over.
    done_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-done_at"]

    def __str__(self):
        return f"{self.person_number}, {self.done_at:%Y-%m-%d}"


class LetGo(models.Model):
    """That a rule of retention.py was followed: how many rows went, and when."""

    rule = models.CharField(_("rule"), max_length=60)
    ran_at = models.DateTimeField(_("when"), default=timezone.now)
    rows = models.PositiveIntegerField(_("how many went"), default=0)
    trouble = models.CharField(_("what went wrong"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("letting go")
        verbose_name_plural = _("what was let go of")
        ordering = ["-ran_at", "-pk"]
        indexes = [models.Index(fields=["rule", "ran_at"])]

    def __str__(self):
        return f"{self.ran_at:%Y-%m-%d} {self.rule}: {self.rows}"
