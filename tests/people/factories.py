"""Invented people, services, appointments and absences for tests."""

import datetime
from decimal import Decimal

from django.utils import timezone

import factory

from people.models import Absence, Appointment, Service, User, Willing

# What everybody made here signs in with.
PASSWORD = "sociable"


class ServiceFactory(factory.django.DjangoModelFactory):
    """A service; an organisation of its own, unless `parent=` says below which."""

    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Service {n}")
    slug = factory.Sequence(lambda n: f"service-{n}")

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        if parent is None:
            return model_class.add_root(**kwargs)
        return Service.objects.get(pk=parent.pk).add_child(**kwargs)


class PersonFactory(factory.django.DjangoModelFactory):
    """A member of staff in a service, who can sign in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        left = factory.Trait(left_on=factory.LazyFunction(timezone.localdate))

    name = factory.Sequence(lambda n: f"Person{n} Example")
    email = factory.Sequence(lambda n: f"person{n}@aireford.example")
    job_title = "Officer"
    service = factory.SubFactory(ServiceFactory)
    joined_on = datetime.date(2024, 1, 1)

    @classmethod
    def _create(cls, model_class, *args, email, password=PASSWORD, **kwargs):
        return model_class.objects.create_user(email, password, **kwargs)


class AppointmentFactory(factory.django.DjangoModelFactory):
    """A champion, since a year ago; `role=` for another, traits for other times."""

    class Meta:
        model = Appointment

    class Params:
        deputy = factory.Trait(role=Appointment.Role.DEPUTY)
        communications = factory.Trait(role=Appointment.Role.COMMUNICATIONS)
        organiser = factory.Trait(role=Appointment.Role.ORGANISER)
        access_team = factory.Trait(role=Appointment.Role.ACCESS_TEAM)
        ended = factory.Trait(
            ends_on=factory.LazyFunction(
                lambda: timezone.localdate() - datetime.timedelta(days=1)
            )
        )
        to_come = factory.Trait(
            starts_on=factory.LazyFunction(
                lambda: timezone.localdate() + datetime.timedelta(days=1)
            )
        )

    person = factory.SubFactory(PersonFactory)
    role = Appointment.Role.CHAMPION
    service = factory.SubFactory(ServiceFactory)
    starts_on = factory.LazyFunction(
        lambda: timezone.localdate() - datetime.timedelta(days=365)
    )


class AbsenceFactory(factory.django.DjangoModelFactory):
    """A person who is away: today and the six days after it, unless told otherwise."""

    class Meta:
        model = Absence

    person = factory.SubFactory(PersonFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(
        lambda absence: absence.starts_on + datetime.timedelta(days=6)
    )


class WillingFactory(factory.django.DjangoModelFactory):
    """Somebody who would be a champion, for an hour and a half a week."""

    class Meta:
        model = Willing

    person = factory.SubFactory(PersonFactory)
    hours_a_week = Decimal("1.5")
    agreed_by = "Lorna Petrie"
