"""What is written to people about their bookings, decided at sending time.

Each composer looks at the booking as it is now. It gives None when there is nothing
left to tell: no request for who has given back, no removal for who has a place again.
"""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cafes import needs
from cafes.calendar_entry import CANCEL, REQUEST, address_of, entry
from cafes.models import Booking, Session
from pages import words
from pages.models import Message
from pages.outbox import Email, kind
from people.models import User

OTHER_DATES = 3
# What begins sooner is of no use to somebody who reads of it in a mail.
TIME_TO_ARRANGE = timedelta(hours=12)
TELLING_OF_A_PLACE = ("cafes.place-given", "cafes.place-came-free")


@kind("cafes.place-given", _lazy("You have a place"))
def place_given(message):
    """You have a place, with the invitation."""
    place = _booking(message)
    if not (place and place.has_place and is_to_come(place.session)):
        return None
    return _email(place, "place_given", _("You have a place: %(what)s"), REQUEST)


@kind("cafes.place-came-free", _lazy("A place came free for you"))
def place_came_free(message):
    """You waited, and now you have a place; with the invitation."""
    place = _booking(message)
    if not (place and place.has_place and is_to_come(place.session)):
        return None
    return _email(
        place, "place_came_free", _("A place came free for you: %(what)s"), REQUEST
    )


@kind("cafes.waiting", _lazy("You are on the waiting list"))
def waiting(message):
    """You are in the queue, and how far from its head."""
    place = _booking(message)
    if not (place and place.is_waiting and is_to_come(place.session)):
        return None
    queue = list(place.session.bookings.waiting().values_list("pk", flat=True))
    return _email(
        place,
        "waiting",
        _("You are on the waiting list: %(what)s"),
        position=queue.index(place.pk) + 1,
    )


@kind("cafes.given-back", _lazy("You gave your place back"))
def given_back(message):
    """You gave your place back; the entry in the calendar goes, except a host's."""
    place = _booking(message)
    if not place or place.session.is_over() or _has_place_again(place):
        return None
    hosts_it = place.session.is_hosted_by(place.person)
    by = _given_back_by(message)
    return _email(
        place,
        "given_back",
        _("Your place is given back: %(what)s")
        if by
        else _("You have given your place back: %(what)s"),
        "" if hosts_it else CANCEL,
        others=_other_dates(place),
        hosts_it=hosts_it,
        by=by,
    )


@kind("cafes.left-queue", _lazy("You are off the waiting list"))
def left_queue(message):
    """You are off the waiting list."""
    place = _booking(message)
    if not place or not is_to_come(place.session) or _live_again(place).exists():
        return None
    return _email(
        place,
        "left_queue",
        _("You are off the waiting list: %(what)s"),
        others=_other_dates(place),
        by=_given_back_by(message),
    )


@kind("cafes.moved", _lazy("A café moved"))
def moved(message):
    """It is at another time or place: what it was, and what it is."""
    place = _booking(message)
    if not place or place.status == Booking.Status.GIVEN_BACK:
        return None
    was, now = as_it_was(message), as_it_is(place.session)
    # Who waits is not told the link, so a new one says nothing to them.
    has_new_link = message.about["has_new_link"] and place.has_place
    if not is_to_come(place.session) or (was == now and not has_new_link):
        return None
    return _email(
        place,
        "moved",
        _("Your 1-2-1 has moved: %(what)s")
        if place.session.is_private
        else _("This café has moved: %(what)s"),
        REQUEST if place.has_place else "",
        was=was,
        now=now,
        has_only_new_link=was == now,
    )


@kind("cafes.another-host", _lazy("Somebody else meets you in a 1-2-1"))
def another_host(message):
    """A colleague meets them in the place of whoever offered the time."""
    place = _booking(message)
    if not (place and place.has_place and is_to_come(place.session)):
        return None
    hosts = words.join_names([host.name for host in place.session.hosts.all()])
    return _email(
        place,
        "another_host",
        _("Somebody else meets you: %(what)s"),
        REQUEST,
        hosts=hosts,
    )


@kind("cafes.cancelled", _lazy("A café is cancelled"))
def cancelled(message):
    """It does not take place: why, and other dates."""
    place = _booking(message)
    if not place or place.status == Booking.Status.GIVEN_BACK:
        return None
    if not place.session.is_cancelled:
        return None
    return _email(
        place,
        "cancelled",
        _("Cancelled: %(what)s"),
        CANCEL if place.has_place else "",
        others=_other_dates(place),
    )


def written_of(booking_id, person):
    """The messages that told a person of this place of theirs, sent or to be sent."""
    told = Message.objects.filter(recipient=person, kind__in=TELLING_OF_A_PLACE)
    told = told.filter(about__booking=booking_id)
    return told.exclude(status__in=[Message.Status.NOT_SENT, Message.Status.NOT_NEEDED])


def _booking(message):
    """The booking that a message is about, as it is now; None if it is gone."""
    rows = Booking.objects.select_related(
        "person", "booked_by", "session__cafe", "session__venue"
    )
    return rows.filter(pk=message.about["booking"]).first()


def _given_back_by(message):
    """Who gave it back for the person; None if they did so themselves. Messages that
    were written before somebody else could do not say."""
    return User.objects.filter(pk=message.about.get("by")).first()


def is_to_come(session):
    """Whether it still takes place, and has not begun."""
    return not session.is_cancelled and not session.has_begun()


def _live_again(place):
    return place.session.bookings.live().filter(person=place.person)


def _has_place_again(place):
    return _live_again(place).holding_a_place().exists()


def _email(place, template, subject, method="", **more):
    """The e-mail from this template, with the session's entry if it has a method."""
    session = place.session
    what = _("%(cafe)s, %(day)s") % {
        "cafe": session.cafe.title,
        "day": words.day(session.starts_at),
    }
    hosts = list(session.hosts.all())
    return Email(
        subject=subject % {"what": what},
        template=f"cafes/email/{template}",
        context={
            "booking": place,
            "session": session,
            "facts": facts_of(session),
            "hosts": words.join_names([host.name for host in hosts]),
            "host_count": len(hosts),
            "to_ring": next((host for host in hosts if host.phone), None),
            "address": address_of(session),
            "asked_for": needs.said_back(place) if place.has_place else None,
            **more,
        },
        calendar=entry(session, place.person, method) if method else b"",
        calendar_method=method,
    )


def facts_of(session):
    """The day, the time and the place, a line each."""
    lines = [
        words.full_day(session.starts_at),
        words.span(session.starts_at, session.ends_at),
        capfirst(str(session.place)),
    ]
    return [*lines, session.venue.address] if session.venue else lines


def as_it_is(session):
    """When and where it is, in one line."""
    return _in_words(session.starts_at, session.ends_at, str(session.whereabouts))


def as_it_was(message):
    """When and where it was before it moved, in one line."""
    start = datetime.fromisoformat(message.about["was_start"])
    end = datetime.fromisoformat(message.about["was_end"])
    return _in_words(start, end, message.about["was_place"])


def _in_words(start, end, place):
    return _("%(day)s, %(time)s, %(place)s") % {
        "day": words.full_day(start),
        "time": words.span(start, end),
        "place": place,
    }


def _other_dates(place):
    """The next sessions of the same café that the person could book still and get to,
    as lines with their addresses."""
    others = Session.objects.upcoming(timezone.now() + TIME_TO_ARRANGE)
    others = others.filter(cafe=place.session.cafe).exclude(pk=place.session_id)
    others = others.with_places().filter(places_taken__lt=F("capacity"))
    others = others.exclude(pk__in=Session.objects.booked_by(place.person).values("pk"))
    return [
        {"words": as_it_is(session), "address": address_of(session)}
        for session in others.select_related("venue")[:OTHER_DATES]
    ]
