"""Being willing to look after a service: said, and taken back, by oneself."""

from django.db import transaction
from django.utils import timezone

from people.models import User, Willing


@transaction.atomic
def say(person, hours_a_week, agreed_by, on=None):
    """Keep that the person is willing, for how long a week and who agreed to that, and
    give the row. Since when they are stays, where they said so before."""
    User.objects.select_for_update().get(pk=person.pk)
    row, _is_new = Willing.objects.update_or_create(
        person=person,
        defaults={"hours_a_week": hours_a_week, "agreed_by": agreed_by},
        create_defaults={
            "hours_a_week": hours_a_week,
            "agreed_by": agreed_by,
            "since": on or timezone.localdate(),
        },
    )
    return row


def take_back(person):
    """Forget that the person is willing. Gives whether they had said so."""
    gone, _rows = Willing.objects.filter(person=person).delete()
    return bool(gone)
