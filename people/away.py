"""Being away: from a day until a day, both included, and never why."""

from django.db import transaction

from people.models import User


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
