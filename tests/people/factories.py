"""Invented people, services, appointments and absences for tests."""

import csv
import datetime
from decimal import Decimal
from io import StringIO

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils import timezone

import factory

from people.models import (
    Absence,
    AccessReview,
    Appointment,
    Service,
    StaffImport,
    StaffSource,
    User,
    Willing,
)
from people.querysets import TO_IMPORT
from people.staff_columns import Reading, guess

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


class StaffSourceFactory(factory.django.DjangoModelFactory):
    """An HR system that tells of a service; its columns are those of `staff_csv`."""

    class Meta:
        model = StaffSource

    name = factory.Sequence(lambda n: f"HR system {n}")
    service = factory.SubFactory(ServiceFactory)
    reading = factory.LazyFunction(lambda: reading_of(HEADS).to_keep())


class StaffImportFactory(factory.django.DjangoModelFactory):
    """A file of two rows that was brought, and waits for its columns."""

    class Meta:
        model = StaffImport

    source = factory.SubFactory(StaffSourceFactory)
    file_name = "staff.csv"
    file = factory.LazyFunction(
        lambda: ContentFile(
            staff_csv(
                ["ann@aireford.example", "Ann", "Officer", "Parks", "1"],
                ["bob@aireford.example", "Bob", "Officer", "Parks", "2"],
            ),
            "staff.csv",
        )
    )
    reading = factory.LazyFunction(lambda: reading_of(HEADS).to_keep())


HEADS = ["E-mail", "Name", "Job title", "Service", "Staff number"]


def reading_of(heads, **more):
    """How a file with these heads is read, as their words tell."""
    return Reading(columns=guess(heads), **more)


def staff_csv(*rows, heads=HEADS, encoding="utf-8", separator=","):
    """A file of staff: bytes with these heads and rows."""
    text = StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([heads, *rows])
    return text.getvalue().encode(encoding)


def access_team(service, **about):
    """Somebody of the digital access team for a service, with rights in the admin."""
    person = PersonFactory(service=service, **about)
    person.groups.add(access_team_group())
    AppointmentFactory(access_team=True, person=person, service=service)
    return User.objects.get(pk=person.pk)


def access_team_group():
    group, _is_new = Group.objects.get_or_create(name="Digital access team")
    codenames = [right.partition(".")[2] for right in TO_IMPORT]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    return group


class AccessReviewFactory(factory.django.DjangoModelFactory):
    """A look through the roles and rights of a service, today; `service=None` for one
    of the whole site."""

    class Meta:
        model = AccessReview

    looked_by = factory.SubFactory(PersonFactory)
    service = factory.SubFactory(ServiceFactory)
    people = 3
    roles = 4
    seen = "x"


class WillingFactory(factory.django.DjangoModelFactory):
    """Somebody who would be a champion, for an hour and a half a week."""

    class Meta:
        model = Willing

    person = factory.SubFactory(PersonFactory)
    hours_a_week = Decimal("1.5")
    agreed_by = "Lorna Petrie"
