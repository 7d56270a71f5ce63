"""Being away: from a day until a day, both included, and never why."""

from django.db import transaction

from people.models import User
from people.signals import days_away_added, days_away_taken_back


@transaction.atomic
def add(person, starts_on, ends_on):
    """Say that the person is away on these days, and give the absence.

    What is said already is not said twice: an absence that covers the days is given.
    """
    User.objects.select_for_update().get(pk=person.pk)
    covering = person.absences.filter(starts_on__lte=starts_on, ends_on__gte=ends_on)
    return covering.first() or person.absences.create(
        starts_on=starts_on, ends_on=ends_on
    )


def told_added(person, absence):
    """What is to be told to somebody whose days away are kept now, in sentences."""
    return _said(days_away_added.send(User, person=person, absence=absence))


def told_taken_back(person):
    """What is to be told to somebody who has taken days away back, in sentences."""
    return _said(days_away_taken_back.send(User, person=person))


def _said(answers):
    return [sentence for _receiver, sentence in answers if sentence]
