"""Being away: from a day until a day, both included, and never why."""

from django.db import transaction
from django.utils.translation import gettext as _

from pages import outbox, words
from people.models import User
from people.signals import days_away_added, days_away_taken_back


class AwayAlready(Exception):
    """Other days of the person overlap with these; as a string it says so."""


@transaction.atomic
def add(person, starts_on, ends_on, *, by=None):
    """Say that the person is away on these days, and give the absence.

    What is said already is not said twice: an absence that covers the days is given.
    `by` is who says so for them; then they are told.
    """
    User.objects.select_for_update().get(pk=person.pk)
    covering = person.absences.filter(starts_on__lte=starts_on, ends_on__gte=ends_on)
    absence = covering.first()
    if absence:
        return absence
    absence = person.absences.create(starts_on=starts_on, ends_on=ends_on)
    _tell(absence, by)
    return absence


@transaction.atomic
def record(person, starts_on, ends_on, *, by, absence=None):
    """Write down, or change, somebody's absence in the admin, and give it.

    Raises AwayAlready where another of theirs overlaps: two that say different things
    about one day are no good to anybody.
    """
    User.objects.select_for_update().get(pk=person.pk)
    others = person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    other = others.exclude(pk=absence.pk if absence else None).first()
    if other:
        raise AwayAlready(
            _(
                "%(person)s is away from %(first)s until %(last)s already. Change that "
                "absence, or choose other days."
            )
            % {
                "person": person.name,
                "first": words.day(other.starts_on),
                "last": words.day(other.ends_on),
            }
        )
    if absence is None:
        return add(person, starts_on, ends_on, by=by)
    absence.person, absence.starts_on, absence.ends_on = person, starts_on, ends_on
    absence.save()
    _tell(absence, by)
    return absence


def _tell(absence, by):
    """Write to whoever is away by the word of somebody else, once for these days."""
    if by in (None, absence.person):
        return
    key = f"{absence.pk}:{absence.starts_on}:{absence.ends_on}"
    outbox.post("people.away", absence.person, key=key, absence=absence.pk, by=by.pk)


def told_added(person, absence):
    """What is to be told to somebody whose days away are kept now, in sentences."""
    return _said(days_away_added.send(User, person=person, absence=absence))


def told_taken_back(person):
    """What is to be told to somebody who has taken days away back, in sentences."""
    return _said(days_away_taken_back.send(User, person=person))


def _said(answers):
    return [sentence for _receiver, sentence in answers if sentence]
