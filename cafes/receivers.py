"""What the cafés do when something happens to people."""

from contextlib import suppress

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import ngettext

from cafes import booking, one_to_one, scheduling
from cafes.models import Booking, Session
from cafes.permissions import organisers
from cafes.querysets import midnight_before
from pages import outbox, words
from people.signals import leaving_is_asked, person_left


@receiver(person_left)
def call_one_to_ones_off(sender, person, on, **kwargs):
    """Call off the 1-2-1s of somebody who leaves from that day on. Stands first: the
    other of the two is told that it is off, not that a place came free."""
    for session in Session.objects.private_of(person, on):
        # One that has begun or was called off meanwhile stays as it is.
        with suppress(scheduling.AlreadyBegun, scheduling.AlreadyCancelled):
            one_to_one.call_off(session, person)


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
@transaction.atomic
def host_no_more(sender, person, on, **kwargs):
    """Take somebody who leaves off the hosts of sessions from that day on, and tell the
    organisers which of them nobody hosts any more."""
    alone = [session.pk for session in Session.objects.hosted_only_by(person, on)]
    Session.hosts.through.objects.filter(
        user=person, session__starts_at__gte=midnight_before(on)
    ).delete()
    if not alone:
        return
    # Said once: they host none of them by then.
    key = f"{person.pk}:{timezone.now():%Y%m%d%H%M%S.%f}"
    for organiser in organisers().exclude(pk=person.pk):
        outbox.post(
            "cafes.no-host", organiser, key=key, person=person.pk, sessions=alone
        )


@receiver(leaving_is_asked)
def what_leaving_means(sender, person, on, **kwargs):
    """Say what becomes of the places of somebody who leaves, and of what they host."""
    sentences, name = [], {"name": person.called}
    hosted = Session.objects.planned().filter(starts_at__gte=midnight_before(on))
    hosted = hosted.filter(hosts=person).count()
    if hosted:
        said = ngettext(
            "%(name)s hosts %(number)s session and is taken off it.",
            "%(name)s hosts %(number)s sessions and is taken off them.",
            hosted,
        )
        sentences.append(said % {**name, "number": words.in_words(hosted)})
    alone = Session.objects.hosted_only_by(person, on).count()
    if alone:
        said = ngettext(
            "%(number)s has no host then, and the organisers are told.",
            "%(number)s have no host then, and the organisers are told.",
            alone,
        )
        sentences.append(capfirst(said % {"number": words.in_words(alone)}))
    places = Booking.objects.held_from(on).filter(person=person)
    places = places.exclude(session__status=Session.Status.CANCELLED).count()
    if places:
        said = ngettext(
            "%(name)s has a place in %(number)s café, which goes to whoever waits.",
            "%(name)s has a place in %(number)s cafés, which go to whoever waits.",
            places,
        )
        sentences.append(said % {**name, "number": words.in_words(places)})
    return sentences
