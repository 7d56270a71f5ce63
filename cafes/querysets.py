"""Sessions and bookings in the words of the cafés."""

from datetime import datetime, time

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from cafes.permissions import can_organise
from people.querysets import is_here


class SessionQuerySet(QuerySet):
    """Sessions, by date, by who runs them and by how full they are."""

    def planned(self):
        """Sessions that have not been cancelled."""
        return self.filter(status=self.model.Status.PLANNED)

    def open_to_all(self):
        """Sessions that are not of two people alone."""
        return self.filter(is_private=False)

    def upcoming(self, at=None):
        """Planned sessions of published cafés that have not begun, soonest first; no
        1-2-1, which is of two people alone."""
        return (
            self.planned()
            .open_to_all()
            .filter(starts_at__gt=at or timezone.now(), cafe__live=True)
            .order_by("starts_at", "pk")
        )

    def not_over(self, at=None):
        """Sessions that have not ended, cancelled ones too, soonest first."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def over_since(self, moment, at=None):
        """Sessions that ended between that moment and now, latest first."""
        ended = {"ends_at__gt": moment, "ends_at__lte": at or timezone.now()}
        return self.filter(**ended).order_by("-starts_at", "-pk")

    def run_by(self, user, on=None):
        """Sessions whose desk this person may open; beside permissions.can_run."""
        if not is_here(user, on):
            return self.none()
        if can_organise(user, on):
            return self.filter(Q(is_private=False) | self._hosted_by(user))
        return self.filter(self._hosted_by(user))

    def hosted_only_by(self, person, on):
        """Planned sessions from that day on of which the person is the one host, but
        for 1-2-1s."""
        from_then = (
            self.planned()
            .open_to_all()
            .filter(starts_at__gte=midnight_before(on), hosts=person)
        )
        hosts = self.model.hosts.through.objects.exclude(user=person)
        return from_then.exclude(pk__in=hosts.values("session")).order_by("starts_at")

    def without_a_host(self):
        """Planned sessions that nobody hosts."""
        return self.planned().open_to_all().filter(hosts=None)

    def booked_by(self, person, at=None):
        """Sessions not over yet in which this person has a place, or waits for one."""
        bookings = self._bookings().live().filter(person=person.pk)
        return (
            self.planned()
            .filter(ends_at__gt=at or timezone.now())
            .filter(pk__in=bookings.values("session"))
            .order_by("starts_at", "pk")
        )

    def with_places(self):
        """Adds `places_taken`, `people_waiting` and `people_there`."""
        bookings = self._bookings().filter(session=OuterRef("pk"))
        return self.annotate(
            places_taken=_count(bookings.holding_a_place()),
            people_waiting=_count(bookings.waiting()),
            people_there=_count(bookings.there()),
        )

    def as_seen_by(self, person):
        """Adds `my_booking`, `my_status` and `my_position` in the queue.

        They are None for who has no booking, or is not signed in.
        """
        bookings = self._bookings().filter(session=OuterRef("pk"))
        # As BookingQuerySet.live; of these there is one at most, so it can be joined.
        given_back = Q(bookings__status=self._bookings().model.Status.GIVEN_BACK)
        mine = Q(bookings__person=person.pk) & ~given_back
        before_me = Q(booked_at__lt=OuterRef("mine__booked_at")) | Q(
            booked_at=OuterRef("mine__booked_at"), pk__lte=OuterRef("mine__pk")
        )
        return self.annotate(
            mine=FilteredRelation("bookings", condition=mine),
            my_booking=F("mine__pk"),
            my_status=F("mine__status"),
            my_position=_count(bookings.waiting().filter(before_me)),
        )

    def for_list(self, person):
        """Sessions with all that a row of a list says, for this reader."""
        return (
            self.select_related("cafe", "venue")
            .prefetch_related("hosts")
            .with_places()
            .as_seen_by(person)
        )

    def with_a_page(self, reader):
        """Of sessions `as_seen_by` this reader, those whose page they may open: of
        published cafés, what they booked before a café was withdrawn, and a 1-2-1
        that is theirs."""
        published = Q(cafe__live=True, is_private=False)
        hosted = Q(is_private=True) & self._hosted_by(reader)
        return self.filter(published | Q(my_booking__isnull=False) | hosted)

    def private_of(self, person, on):
        """Planned 1-2-1s of this person from that day on."""
        booked = self._bookings().holding_a_place().filter(person=person.pk)
        return self.planned().filter(
            self._hosted_by(person) | Q(pk__in=booked.values("session")),
            is_private=True,
            starts_at__gte=midnight_before(on),
        )

    def _hosted_by(self, person):
        hosting = self.model.hosts.through.objects.filter(user=person.pk)
        return Q(pk__in=hosting.values("session"))

    def _bookings(self):
        return self.model.bookings.rel.related_model.objects.all()


class BookingQuerySet(QuerySet):
    """Bookings, by what became of them."""

    def live(self):
        """Bookings that were not given back."""
        return self.exclude(status=self.model.Status.GIVEN_BACK)

    def holding_a_place(self):
        """Bookings that take a place in the room."""
        return self.filter(status__in=self.model.Status.holding_a_place())

    def waiting(self):
        """The queue, first in line first."""
        return self.filter(status=self.model.Status.WAITING).order_by("booked_at", "pk")

    def there(self):
        """Those who were ticked in the register."""
        return self.filter(status=self.model.Status.ATTENDED)

    def held_from(self, day):
        """Places, and places in the queue, for that day and those after it, as long
        as nothing has become of them."""
        return self.filter(
            status__in=self.model.Status.open(),
            session__starts_at__gte=midnight_before(day),
        )

    def shown_by_name(self):
        """Those who agreed that others there see their name, in name order."""
        return self.filter(name_may_be_seen=True).order_by("person__name", "pk")

    def for_the_desk(self, *, needs_shown, at=None):
        """Bookings in name order, with `would_help` and `number` for the day.

        Both are empty once the session is over, or unless `needs_shown`: they never
        leave the database then.
        """
        until_over = Q(session__ends_at__gt=at or timezone.now())

        def meanwhile(field):
            if not needs_shown:
                return Value("", output_field=TextField())
            return Case(
                When(until_over, then=F(field)),
                default=Value(""),
                output_field=TextField(),
            )

        return (
            self.select_related("person__service")
            .defer("access_needs", "phone")
            .annotate(would_help=meanwhile("access_needs"), number=meanwhile("phone"))
            .order_by("person__name", "pk")
        )


def midnight_before(day):
    """The moment at which that day begins, where the site is."""
    return timezone.make_aware(datetime.combine(day, time()))


def _count(rows):
    """A subquery that counts these rows of the outer session; nought for none."""
    counted = rows.order_by().values("session").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
