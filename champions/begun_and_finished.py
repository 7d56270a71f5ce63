"""How many people of each service began a module, and finished one: counts only."""

from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from cafes.querysets import midnight_before
from learning.models import Completion, Enrolment
from people.models import User

# In a city of 50,000 it takes a tenth of a second, so it is not counted at each look.
COUNTED_FOR = timedelta(minutes=5)
KEY = "champions.begun-and-finished"


def counted_lately():
    """What `count` gives for today, at most five minutes old."""
    day = timezone.localdate()
    key = f"{KEY}:{day}"
    found = cache.get(key)
    if found is None:
        found = count(day)
        cache.set(key, found, COUNTED_FOR.total_seconds())
    return found


def count(day):
    """Give {id of a service: (began, finished)} of the people who were here on that
    day, and by its end. Of their own: those of the services below are not in it."""
    end = midnight_before(day + timedelta(days=1))
    began = Enrolment.objects.filter(person=OuterRef("pk"), began_at__lt=end)
    finished = Completion.objects.filter(
        enrolment__person=OuterRef("pk"), finished_at__lt=end
    )
    by_service = {}
    for place, rows in enumerate((began, finished)):
        people = (
            User.objects.here(day)
            .filter(Exists(rows), service__isnull=False, joined_on__lte=day)
            .order_by()
            .values_list("service")
            .annotate(number=Count("pk"))
        )
        for service, number in people:
            by_service.setdefault(service, [0, 0])[place] = number
    return by_service
