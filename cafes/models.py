"""A café as words (a page), and its dated sessions with their bookings (rows)."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

from cafes.querysets import BookingQuerySet, SessionQuerySet
from learning.models import ModulePage
from pages.models import BasePage
from pages.shared import remembered

# Addresses of sessions begin with it: /cafes/sessions/12/.
RESERVED_SLUGS = {"sessions"}
# The list says first what comes within this time.
SOON = timedelta(weeks=3)


class CafeIndexPage(BasePage):
    """The list of cafés to come."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["cafes.CafePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of cafés")

    def get_context(self, request, *args, **kwargs):
        sessions = self._sessions(request.user)
        soon = timezone.now() + SOON
        return {
            **super().get_context(request, *args, **kwargs),
            "soon": [s for s in sessions if s.starts_at <= soon],
            "later": [s for s in sessions if s.starts_at > soon],
            "cafes": self._cafes,
        }

    @property
    def _cafes(self):
        """The published cafés in name order, remembered between requests."""

        def find():
            return list(CafePage.objects.live().child_of(self).order_by("title"))

        return remembered(("cafés", self.pk), find)

    def _sessions(self, reader):
        """Those to come; of each café there is one page, however many are of it."""
        sessions = Session.objects.upcoming().for_list(reader).select_related(None)
        cafes = {cafe.pk: cafe for cafe in self._cafes}
        sessions = list(sessions.prefetch_related("venue"))
        for session in sessions:
            if session.cafe_id in cafes:
                session.cafe = cafes[session.cafe_id]
        return sessions


class CafePage(BasePage):
    """A café as words. Sessions point at it; a revision never brings old ones back."""

    # The address of the one that all 1-2-1s point at (one_to_one.py).
    FOR_ONE_TO_ONES = "one-to-one"

    summary = models.CharField(_("summary"), max_length=200)
    for_whom = models.TextField(_("for whom"), max_length=300, blank=True)
    what_happens = models.TextField(_("what happens"), max_length=600, blank=True)
    bring = models.TextField(_("what to bring"), max_length=300, blank=True)
    follows = ParentalManyToManyField(
        ModulePage, blank=True, related_name="cafes", verbose_name=_("follows")
    )

    parent_page_types = ["cafes.CafeIndexPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("for_whom"),
        FieldPanel("what_happens"),
        FieldPanel("bring"),
        FieldPanel("follows"),
    ]

    class Meta:
        verbose_name = _("café")
        verbose_name_plural = _("cafés")

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "sessions": self.sessions.upcoming().for_list(request.user),
            "modules": self.modules,
        }

    @property
    def modules(self):
        """The published modules that it follows; of a draft, as the draft says."""
        return [module for module in self.follows.all() if module.live]

    @classmethod
    def keys_following(cls, module):
        """The keys of the published cafés that follow a module; of most, none does."""
        return [
            cafe
            for cafe, (is_live, modules) in _what_follows_what().items()
            if is_live and any(each.pk == module.pk for each in modules)
        ]

    @classmethod
    def modules_before(cls, key):
        """The published modules that a published café follows, or one taken down."""
        _is_live, modules = _what_follows_what().get(key, (False, []))
        return modules

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("“%s” is taken; choose another address.") % self.slug}
            )


def _what_follows_what():
    """{key of a café: (whether it is published, the published modules it follows)}."""

    def find():
        modules = ModulePage.objects.live().in_bulk()
        pairs = CafePage.follows.through.objects.order_by("modulepage__path")
        found = {}
        for cafe, is_live, module in pairs.values_list(
            "cafepage", "cafepage__live", "modulepage"
        ):
            _is_live, followed = found.setdefault(cafe, (is_live, []))
            if module in modules:
                followed.append(modules[module])
        return found

    return remembered("what follows what", find)


class Venue(models.Model):
    """A room, how to get there and how to get about in it."""

    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("address"), max_length=300)
    getting_there = models.TextField(_("getting there"), max_length=500, blank=True)
    access = models.TextField(
        _("getting in and about"),
        max_length=800,
        help_text=_("Steps, lift, toilets, hearing loop, quiet corner; bad news too"),
    )

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Session(models.Model):
    """One dated meeting of a café."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CANCELLED = "cancelled", _("Cancelled")

    class Format(models.TextChoices):
        CAFE = "cafe", _("Café")
        AWARENESS = "awareness", _("Awareness session")
        DROP_IN = "drop-in", _("Drop-in")
        ONE_TO_ONE = "one-to-one", _("1-2-1")

    cafe = models.ForeignKey(
        CafePage, on_delete=models.PROTECT, related_name="sessions"
    )
    format = models.CharField(
        _("format"), max_length=20, choices=Format.choices, default=Format.CAFE
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        related_name="sessions",
        null=True,
        blank=True,
        verbose_name=_("venue"),
    )
    room = models.CharField(_("room"), max_length=150, blank=True)
    link = models.URLField(
        _("link"),
        max_length=500,
        blank=True,
        help_text=_("For a session online; shown only to those who have a place"),
    )
    capacity = models.PositiveSmallIntegerField(_("places"))
    # Of two people, who alone see it: in no list, and not found.
    is_private = models.BooleanField(default=False, editable=False)
    hosts = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="hosted_sessions",
        verbose_name=_("hosts"),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.PLANNED
    )
    cancelled_because = models.CharField(_("why"), max_length=300, blank=True)
    # The same entry in everyone's calendar, from the first day on.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1), name="session_has_a_place"
            ),
            models.CheckConstraint(
                condition=Q(venue__isnull=False)
                | ~Q(link="")
                | (Q(is_private=True) & ~Q(room="")),
                name="session_is_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(is_private=False) | Q(format="one-to-one", capacity=1),
                name="private_session_is_of_two",
            ),
        ]

    def __str__(self):
        return f"{self.cafe}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def is_online(self):
        return self.venue_id is None and bool(self.link)

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def place(self):
        """Where it is, in few words: the venue with its room, or "online"."""
        if self.is_online:
            return _("online")
        return ", ".join(filter(None, [self.venue and self.venue.name, self.room]))

    @property
    def whereabouts(self):
        """Where exactly it is: venue, room and address, or "online"."""
        if self.is_online:
            return _("online")
        return f"{self.place}, {self.venue.address}" if self.venue else self.place

    def has_begun(self, at=None):
        return self.starts_at <= (at or timezone.now())

    def is_over(self, at=None):
        return self.ends_at <= (at or timezone.now())

    def is_hosted_by(self, person):
        return person in self.hosts.all()

    def revise_entry(self):
        """Make the next calendar entry outrank those sent before."""
        self.sequence += 1
        self.save(update_fields=["sequence"])


class Booking(models.Model):
    """A person's place in a session, or in its queue, and what became of it."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Has a place")
        WAITING = "waiting", _("Waiting")
        GIVEN_BACK = "given-back", _("Given back")
        ATTENDED = "attended", _("Was there")
        ABSENT = "absent", _("Was not there")

        @classmethod
        def holding_a_place(cls):
            """The states that take a place in the room."""
            return [cls.CONFIRMED, cls.ATTENDED, cls.ABSENT]

        @classmethod
        def open(cls):
            """The states of which something is still to become."""
            return [cls.CONFIRMED, cls.WAITING]

        @classmethod
        def in_the_register(cls):
            """The states that the register wrote."""
            return [cls.ATTENDED, cls.ABSENT]

    class Experience(models.TextChoices):
        NEW = "new", _("It’s new to me")
        SOME = "some", _("I’ve done some")
        USED = "used", _("I’ve used it for years, at work or at home")

        @classmethod
        def said_of_others(cls):
            """The same choices in few words, as one says them of somebody else."""
            return [
                (cls.NEW, _("New to it")),
                (cls.SOME, _("Done some")),
                (cls.USED, _("Used to it")),
            ]

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="bookings"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookings"
    )
    # Who booked for them; nobody, where they booked themselves.
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("booked by"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    booked_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # Not known of someone who came without a booking.
    experience = models.CharField(
        _("how used to this"), max_length=10, choices=Experience.choices, blank=True
    )
    hopes = models.CharField(_("what they hope for"), max_length=300, blank=True)
    phone = models.CharField(_("number for the day"), max_length=30, blank=True)
    access_needs = models.TextField(_("what would help"), max_length=700, blank=True)
    name_may_be_seen = models.BooleanField(
        _("others there may see their name"), default=False
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["booked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=~Q(status="given-back"),
                name="one_live_booking_per_session",
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.session} ({self.status})"

    @property
    def is_waiting(self):
        return self.status == self.Status.WAITING

    @property
    def is_given_back(self):
        return self.status == self.Status.GIVEN_BACK

    @property
    def is_in_the_register(self):
        return self.status in self.Status.in_the_register()

    @property
    def is_there(self):
        return self.status == self.Status.ATTENDED

    @property
    def has_place(self):
        return self.status in self.Status.holding_a_place()
