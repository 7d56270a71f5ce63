"""Cafés, venues, sessions and bookings for tests; valid as they come."""

from datetime import timedelta

from django.utils import timezone

from wagtail.models import Locale, Page

import factory
from factory.django import DjangoModelFactory

from cafes.models import Booking, CafeIndexPage, CafePage, Session, Venue
from tests.people.factories import PersonFactory


def cafe_index():
    """The list of cafés; made, with the ground it stands on, where there is none."""
    index = CafeIndexPage.objects.first()
    if index is None:
        Locale.objects.get_or_create(language_code="en-gb")
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        index = root.add_child(instance=CafeIndexPage(title="Cafés", slug="cafes"))
    return index


class CafePageFactory(DjangoModelFactory):
    """A café as words. Takes `follows`, the modules that it follows."""

    class Meta:
        model = CafePage
        skip_postgeneration_save = True

    title = factory.Sequence("When someone is cross with us {}".format)
    slug = factory.Sequence("cross-{}".format)
    summary = "What to say when a message comes in hot."
    for_whom = "For anyone who answers the public."
    what_happens = "Twenty minutes of tea and hellos, then three tables of four."
    bring = "One message you found hard to answer, if you have one."

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent", None) or cafe_index()
        follows = kwargs.pop("follows", ())
        page = model_class(**kwargs)
        page.follows = follows
        return parent.add_child(instance=page)


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    name = factory.Sequence("Compton Community Hub {}".format)
    address = "Harehills Lane, LS9 7BG"
    getting_there = "Bus 49 stops outside."
    access = "Level from the street. Lift to the first floor."


class SessionFactory(DjangoModelFactory):
    """A session a week from now, of twelve places. Takes `hosts`.

    Traits: begun (half an hour ago), over (yesterday), full, cancelled, online.
    """

    class Meta:
        model = Session
        skip_postgeneration_save = True

    class Params:
        begun = factory.Trait(
            starts_at=factory.LazyFunction(
                lambda: timezone.now() - timedelta(minutes=30)
            )
        )
        over = factory.Trait(
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
        )
        full = factory.Trait(
            capacity=1,
            someone=factory.RelatedFactory(
                "tests.cafes.factories.BookingFactory", factory_related_name="session"
            ),
        )
        cancelled = factory.Trait(
            status=Session.Status.CANCELLED, cancelled_because="The heating has failed"
        )
        online = factory.Trait(venue=None, link="https://meet.example/cross")

    cafe = factory.SubFactory(CafePageFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda it: it.starts_at + timedelta(minutes=90))
    venue = factory.SubFactory(VenueFactory)
    capacity = 12

    @factory.post_generation
    def hosts(self, create, extracted, **kwargs):
        if extracted:
            self.hosts.set(extracted)


class BookingFactory(DjangoModelFactory):
    """A place. Traits: waiting, given_back, attended."""

    class Meta:
        model = Booking

    class Params:
        waiting = factory.Trait(status=Booking.Status.WAITING)
        given_back = factory.Trait(status=Booking.Status.GIVEN_BACK)
        attended = factory.Trait(status=Booking.Status.ATTENDED)

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonFactory)
    status = Booking.Status.CONFIRMED
    experience = Booking.Experience.NEW
