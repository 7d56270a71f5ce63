"""What the cafés do when something happens to people."""

from contextlib import suppress

from django.dispatch import receiver

from cafes import booking
from cafes.models import Booking, Session
from people.signals import person_left


@receiver(person_left)
def let_places_go(sender, person, on, **kwargs):
    """Give back, unasked, what somebody who leaves holds from that day on.

    Nothing is written to them: they gave nothing back themselves.
    """
    for place in Booking.objects.held_from(on).filter(person=person):
        # One that has begun or was cancelled meanwhile stays as it is.
        with suppress(
            booking.BookingClosed, booking.SessionCancelled, booking.AlreadyThere
        ):
            booking.give_back(place, is_told=False)


@receiver(person_left)
def host_no_more(sender, person, on, **kwargs):
    """Take somebody who leaves off the hosts of sessions from that day on."""
    Session.hosts.through.objects.filter(
        user=person, session__starts_at__date__gte=on
    ).delete()
