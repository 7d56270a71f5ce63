"""Saying "I can help with …", and taking that back: by oneself, at any time."""

from django.db import transaction
from django.utils import timezone

from champions import introducing
from champions.models import HelpOffer, OfferedTopic
from people.models import User


@transaction.atomic
def offer(person, topics, words="", on=None):
    """Keep with which topics the person is ready to help, and give the HelpOffer.

    What they are asked about a topic that they let go ends (introducing.py). Since when
    they are ready stays, where they said so before.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    had = set(OfferedTopic.objects.filter(offer__person=person).values_list("topic"))
    gone = {topic for (topic,) in had} - set(topics)
    # Before the offer is written: whoever introduces locks the request first as well.
    introducing.withdraw(person, gone)
    row, _is_new = HelpOffer.objects.update_or_create(
        person=person,
        defaults={"words": words},
        create_defaults={"words": words, "since": on or timezone.localdate()},
    )
    row.topics.filter(topic__in=gone).delete()
    OfferedTopic.objects.bulk_create(
        [OfferedTopic(offer=row, topic=topic) for topic in topics],
        ignore_conflicts=True,
    )
    return row


@transaction.atomic
def take_back(person):
    """Forget that the person is ready to help. Gives whether they had said so."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    introducing.withdraw(person)
    count, _rows = HelpOffer.objects.filter(person=person).delete()
    return bool(count)
