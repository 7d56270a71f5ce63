"""Who someone is, where they belong, which role they hold and when they are away."""

from datetime import timedelta
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from treebeard.mp_tree import MP_Node

# Models of this app too, in a file of their own.
from people.access_models import AccessReview  # noqa: F401
from people.import_models import (  # noqa: F401
    StaffEntry,
    StaffImport,
    StaffRow,
    StaffSource,
)
from people.merge_models import Merge  # noqa: F401 (as above)
from people.privacy_models import Erasure, LetGo, Look  # noqa: F401 (as above)
from people.querysets import (
    AppointmentQuerySet,
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

    # False where it is known that they were never appointed, and that they have neither
    # groups nor rights: `objects.as_they_come_in()` knows.
    may_hold_roles = True
    may_have_rights = True

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

    def holds(self, on=None):
        """The roles that this person holds on that day, a HeldRole each.

        For somebody who came in with a request they are asked for once: whatever
        appoints them anew, they come in anew for the next.
        """
        day = on or timezone.localdate()
        if not self.may_hold_roles:
            return []
        if not self.came_in:
            return self.appointments.held(day)
        if day not in self._held:
            self._held[day] = self.appointments.held(day)
        return self._held[day]

    def opening_teams(self, on=None):
        """Those of them that open the records of a service and all below it."""
        opening = Appointment.OPENING_TEAMS
        return [held for held in self.holds(on) if held.role in opening]

    @property
    def came_in(self):
        """Whether this is who sent a request, as `objects.as_they_come_in()` has them,
        and not a row from elsewhere."""
        return "may_hold_roles" in self.__dict__

    @cached_property
    def _held(self):
        return {}

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


class Willing(models.Model):
    """A person says that they would like to look after a service, and how many hours
    a week somebody they work for has agreed to. Theirs to take back."""

    LEAST, MOST = Decimal("0.5"), Decimal(20)

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="willing"
    )
    hours_a_week = models.DecimalField(
        _("hours a week that are agreed"),
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
    )
    agreed_by = models.CharField(_("who agreed to it"), max_length=150)
    since = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("somebody who is willing")
        verbose_name_plural = _("those who are willing")

    def __str__(self):
        return f"{self.person}, {self.hours_a_week}"


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


class WorkAccount(models.Model):
    """The account at their organisation with which a person signs in: known by who
    issued it and by what names the person there, never by an e-mail.

    people/work_accounts.py binds it, once.
    """

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="work_account"
    )
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("work account")
        verbose_name_plural = _("work accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="one_person_per_work_account"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.issuer}"
