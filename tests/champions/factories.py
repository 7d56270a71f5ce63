"""Requests for help, answers, marks, notes and times for tests; valid as they come."""

from datetime import timedelta

from django.utils import timezone

import factory

from champions.models import (
    HelpAnswer,
    HelpOffer,
    HelpRequest,
    Introduction,
    Nudge,
    OfferedTime,
    SupportNote,
    TeamMark,
    TimesOffered,
)
from people.models import Appointment
from tests.people.factories import PersonFactory


class HelpRequestFactory(factory.django.DjangoModelFactory):
    """An open question, with a champion unless `with_person=` says otherwise.

    Traits: answered (there is an answer), passed_up (the access team has it).
    """

    class Meta:
        model = HelpRequest
        skip_postgeneration_save = True

    class Params:
        answered = factory.Trait(
            answered_at=factory.LazyFunction(timezone.now),
            answer=factory.RelatedFactory(
                "tests.champions.factories.HelpAnswerFactory",
                factory_related_name="request",
            ),
        )
        passed_up = factory.Trait(
            with_role=Appointment.Role.ACCESS_TEAM, was_passed_up=True
        )

    person = factory.SubFactory(PersonFactory)
    service = factory.SelfAttribute("person.service")
    words = "Can I say sorry for something that another team did?"
    with_person = factory.SubFactory(PersonFactory)
    with_role = Appointment.Role.CHAMPION

    @factory.post_generation
    def reached(self, create, extracted, **kwargs):
        """Those whom it reached: whoever has it, and `reached=`."""
        self.reached.set({*filter(None, [self.with_person]), *(extracted or [])})


class HelpAnswerFactory(factory.django.DjangoModelFactory):
    """An answer by whoever has the request."""

    class Meta:
        model = HelpAnswer

    request = factory.SubFactory(HelpRequestFactory)
    writer = factory.SelfAttribute("request.with_person")
    words = "Yes. Say sorry for how it is for them, and who will put it right."


class TeamMarkFactory(factory.django.DjangoModelFactory):
    """Somebody was spoken to today; `not_now` for one who was set aside."""

    class Meta:
        model = TeamMark

    class Params:
        not_now = factory.Trait(kind=TeamMark.Kind.NOT_NOW)

    person = factory.SubFactory(PersonFactory)
    kind = TeamMark.Kind.SPOKEN_TO
    made_by = factory.SubFactory(PersonFactory)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))


class SupportNoteFactory(factory.django.DjangoModelFactory):
    """A quarter of an hour given by a champion to somebody of their service."""

    class Meta:
        model = SupportNote

    person = factory.SubFactory(PersonFactory)
    writer = factory.SubFactory(PersonFactory)
    role = Appointment.Role.CHAMPION
    service = factory.SelfAttribute("person.service")
    minutes = SupportNote.Minutes.QUARTER
    words = "Found the setting together."


class HelpOfferFactory(factory.django.DjangoModelFactory):
    """Somebody can help with Instagram, unless `topics=` says otherwise."""

    class Meta:
        model = HelpOffer
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    words = "I run the market’s page."

    @factory.post_generation
    def topics(self, create, extracted, **kwargs):
        for topic in extracted or ["instagram"]:
            self.topics.create(topic=topic)


class IntroductionFactory(factory.django.DjangoModelFactory):
    """Asker and colleague are asked, by whoever has the request."""

    class Meta:
        model = Introduction

    request = factory.SubFactory(HelpRequestFactory, topic="instagram")
    topic = factory.SelfAttribute("request.topic")
    helper = factory.SelfAttribute("request.with_person")
    colleague = factory.SubFactory(PersonFactory)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))


class TimesOfferedFactory(factory.django.DjangoModelFactory):
    """Half an hour tomorrow, offered by `helper=`, who has the request."""

    class Meta:
        model = TimesOffered
        exclude = ["helper"]
        skip_postgeneration_save = True

    helper = factory.SubFactory(PersonFactory)
    answer = factory.SubFactory(
        HelpAnswerFactory, request__with_person=factory.SelfAttribute("...helper")
    )
    minutes = TimesOffered.Minutes.HALF
    place = "The staff room"

    @factory.post_generation
    def starts(self, create, extracted, **kwargs):
        tomorrow = timezone.now() + timedelta(days=1)
        OfferedTime.objects.create(times=self, starts_at=extracted or tomorrow)


class NudgeFactory(factory.django.DjangoModelFactory):
    """A letter to somebody of a team, by whoever looks after them."""

    class Meta:
        model = Nudge

    person = factory.SubFactory(PersonFactory)
    writer = factory.SubFactory(PersonFactory)
    words = "I thought of you. Shall we look at it together?"
