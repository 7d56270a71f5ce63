"""By when whoever has a request answers it, in working days.

Weekends and the days on which that person is away do not count; bank holidays are
not known. The day is written down when the request is given to somebody, and told to
the asker, so it stays what was said.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from people.models import Absence

SATURDAY = 5
# Nobody is told a day beyond this, however long somebody is away.
FURTHEST = timedelta(days=90)


def answer_by(person, at=None, after=None):
    """The day by which this person answers what they are given at that moment; counted
    from a later day, if there is one `after` which it is theirs to act."""
    day = timezone.localdate(at)
    day = max(day, after) if after else day
    away = Absence.objects.filter(person=person, ends_on__gte=day)
    away = list(away.values_list("starts_on", "ends_on"))
    return working_day_after(day, settings.HELP_ANSWER_DAYS, away)


def goes_up_on(request):
    """The day on which a request goes up to the digital access team, if it is not
    answered before; None for one that nobody has."""
    if request.answer_by is None:
        return None
    return working_day_after(request.answer_by, settings.HELP_PASS_UP_DAYS)


def working_day_after(day, number, away=()):
    """The day that many working days after this one; `away` are (first, last) days
    that do not count."""
    last = day + FURTHEST
    while number and day < last:
        day += timedelta(days=1)
        is_away = any(first <= day <= until for first, until in away)
        number -= day.weekday() < SATURDAY and not is_away
    return day
