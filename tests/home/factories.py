"""Invented guidance and stories for tests."""

from datetime import date, timedelta

import factory

from home.models import (
    Acknowledgement,
    GuidanceIndexPage,
    GuidancePage,
    LocalBox,
    StoryIndexPage,
    StoryPage,
)
from tests.learning.factories import block, text
from tests.people.factories import PersonFactory, ServiceFactory


def change(version, day=date(2026, 11, 2), what="The first version."):
    """A version as it is stored."""
    return block("change", {"version": version, "day": str(day), "what": what})


def _publish(index, model_class, args, kwargs):
    page = index.objects.get().add_child(instance=model_class(*args, **kwargs))
    page.save_revision().publish()
    return model_class.objects.get(pk=page.pk)


class GuidancePageFactory(factory.django.DjangoModelFactory):
    """A published page of guidance, in its first version."""

    class Meta:
        model = GuidancePage

    title = factory.Sequence(lambda n: f"Guidance {n}")
    slug = factory.Sequence(lambda n: f"guidance-{n}")
    summary = "Whom to ask, and how."
    body = factory.LazyFunction(lambda: [text("<p>Ask before, in words.</p>")])
    changes = factory.LazyFunction(lambda: [change(1)])
    looked_after_by = "digital access team"
    checked_on = date(2026, 11, 2)
    review_on = date(2099, 5, 2)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return _publish(GuidanceIndexPage, model_class, args, kwargs)


class LocalBoxFactory(factory.django.DjangoModelFactory):
    """What an organisation adds to a page."""

    class Meta:
        model = LocalBox

    page = factory.SubFactory(GuidancePageFactory)
    organisation = factory.SubFactory(ServiceFactory)
    words = "<p>Only the illustration team takes pictures.</p>"
    written_by = "Saoirse Grundy, communications"
    written_on = date(2026, 11, 3)


class AcknowledgementFactory(factory.django.DjangoModelFactory):
    """Somebody has read the first version of a page."""

    class Meta:
        model = Acknowledgement

    person = factory.SubFactory(PersonFactory)
    page = factory.SubFactory(GuidancePageFactory)
    version = 1
    said_on = date(2026, 11, 3)


class StoryPageFactory(factory.django.DjangoModelFactory):
    """A published story of somebody who is not on the site."""

    class Meta:
        model = StoryPage

    title = factory.Sequence(lambda n: f"What I found out, part {n}")
    slug = factory.Sequence(lambda n: f"story-{n}")
    summary = "How somebody came to answer a page."
    person_name = "Joan Braithwaite"
    job_title = "customer services officer"
    service_name = "Compton Community Hub"
    opening = "I’d never had an account."
    tried = "<p>I wrote as I talk.</p>"
    happened = "<p>She rang me back.</p>"
    quote = "It’s the same job."
    again = "<p>Begin on a quiet morning.</p>"
    not_for = "<p>The knitting group. I rang them.</p>"
    told_on = date(2026, 10, 12)
    agreed_on = factory.LazyAttribute(lambda story: story.told_on + timedelta(days=7))
    review_on = date(2099, 10, 19)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return _publish(StoryIndexPage, model_class, args, kwargs)
