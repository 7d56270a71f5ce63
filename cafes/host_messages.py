"""What is written to people about the sessions that they host, decided at sending time.

A host has the same entry in the calendar as those who booked. One who has a place, too,
keeps that of the place: nothing here takes it out.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cafes import needs
from cafes.calendar_entry import CANCEL, REQUEST, address_of, entry
from cafes.messages import as_it_is, as_it_was, facts_of, is_to_come
from cafes.models import Booking, Session
from cafes.permissions import can_see_needs
from pages import words
from pages.outbox import Email, kind
from people.models import User


@kind("cafes.hosting", _lazy("You host a café"))
def hosting(message):
    """You are one of the hosts, with the entry for the calendar."""
    session = _session(message)
    if not (session and is_to_come(session) and _is_host(message, session)):
        return None
    return _email(
        message,
        session,
        _("You host: %(what)s"),
        heading=_("You have a 1-2-1, %(name)s") % _name(message)
        if session.is_private
        else _("You are hosting, %(name)s") % _name(message),
        lead=_("A colleague comes to you at this time. Thank you.")
        if session.is_private
        else _("You are named as host of “%(cafe)s”. Thank you."),
        method=REQUEST,
    )


@kind("cafes.hosting-moved", _lazy("A café that you host moved"))
def hosting_moved(message):
    """What you host is at another time or place. None for who has a place there: they
    are told as such."""
    session = _session(message)
    if not (session and is_to_come(session) and _is_host(message, session)):
        return None
    was, now = as_it_was(message), as_it_is(session)
    if _has_place(message, session) or was == now:
        return None
    return _email(
        message,
        session,
        _("Your 1-2-1 has moved: %(what)s")
        if session.is_private
        else _("The café that you host has moved: %(what)s"),
        heading=_("Your 1-2-1 has moved")
        if session.is_private
        else _("The café that you host has moved"),
        lead=_("It is at another time or place. Both of you know.")
        if session.is_private
        else _("“%(cafe)s” is at another time or place. Those who booked know."),
        method=REQUEST,
        was=was,
    )


@kind("cafes.hosting-cancelled", _lazy("A café that you host is cancelled"))
def hosting_cancelled(message):
    """What you were to host does not take place, and why."""
    session = _session(message)
    if not (session and session.is_cancelled and _is_host(message, session)):
        return None
    if _has_place(message, session):
        return None
    return _email(
        message,
        session,
        _("Cancelled: %(what)s"),
        heading=_("Your 1-2-1 is called off")
        if session.is_private
        else _("The café that you host is cancelled"),
        lead=_("It will not take place. Both of you know.")
        if session.is_private
        else _("“%(cafe)s” will not take place. Whoever had booked knows."),
        method=CANCEL,
        because=session.cancelled_because,
    )


@kind("cafes.hosting-ended", _lazy("You do not host a café any more"))
def hosting_ended(message):
    """You are not one of the hosts any more."""
    session = _session(message)
    if not (session and is_to_come(session)) or _is_host(message, session):
        return None
    return _email(
        message,
        session,
        _("You do not host any more: %(what)s"),
        heading=_("You are not hosting this one any more"),
        lead=_("“%(cafe)s” takes place without you as host."),
        method="" if _has_place(message, session) else CANCEL,
        is_host=False,
    )


@kind("cafes.interpreter", _lazy("Somebody asks for an interpreter"))
def interpreter(message):
    """Somebody who has a place asks for an interpreter; who, is on the desk."""
    place = Booking.objects.select_related("session__cafe", "session__venue")
    place = place.filter(pk=message.about["booking"]).first()
    if not (place and place.has_place and is_to_come(place.session)):
        return None
    session, person = place.session, message.recipient
    if not needs.asks_for_an_interpreter(place.access_needs):
        return None
    if not can_see_needs(person, session):
        return None
    return Email(
        subject=_("An interpreter is asked for: %(what)s") % {"what": _what(session)},
        template="cafes/email/interpreter",
        context={
            "cafe": session.cafe.title,
            "facts": facts_of(session),
            "is_too_late": needs.is_too_late(session, place.changed_at),
            "desk": _desk_of(session),
        },
    )


@kind("cafes.no-host", _lazy("A café has no host any more"))
def no_host(message):
    """To the organisers: somebody leaves, and nobody hosts these. None once somebody
    hosts each, or it is cancelled or over."""
    sessions = Session.objects.filter(pk__in=message.about["sessions"])
    sessions = sessions.without_a_host().upcoming().select_related("cafe", "venue")
    leaver = User.objects.filter(pk=message.about["person"]).first()
    if leaver is None or not sessions:
        return None
    first = sessions[0]
    what = {"cafe": first.cafe.title, "day": words.day(first.starts_at)}
    return Email(
        subject=_("No host: %(cafe)s, %(day)s") % what
        if len(sessions) == 1
        else _("No host: %(number)s cafés") % {"number": words.in_words(len(sessions))},
        template="cafes/email/no_host",
        context={
            "leaver": leaver,
            "sessions": [
                {
                    "words": f"{session.cafe.title}, {as_it_is(session)}",
                    "desk": settings.SITE_URL
                    + reverse("organise_session", args=[session.pk]),
                }
                for session in sessions
            ],
        },
    )


def _session(message):
    rows = Session.objects.select_related("cafe", "venue")
    return rows.filter(pk=message.about["session"]).first()


def _is_host(message, session):
    return session.is_hosted_by(message.recipient)


def _has_place(message, session):
    places = session.bookings.holding_a_place()
    return places.filter(person=message.recipient).exists()


def _name(message):
    return {"name": message.recipient.called}


def _what(session):
    return _("%(cafe)s, %(day)s") % {
        "cafe": session.cafe.title,
        "day": words.day(session.starts_at),
    }


def _desk_of(session):
    return settings.SITE_URL + reverse("organise_session", args=[session.pk])


def _email(message, session, subject, *, lead, method, is_host=True, **more):
    others = [host.name for host in session.hosts.all() if host != message.recipient]
    return Email(
        subject=subject % {"what": _what(session)},
        template="cafes/email/hosting",
        context={
            "session": session,
            "facts": facts_of(session),
            "lead": lead % {"cafe": session.cafe.title},
            "method": method,
            "is_host": is_host,
            "others": words.join_names(others) if is_host else "",
            "address": address_of(session),
            "desk": _desk_of(session),
            **more,
        },
        calendar=entry(session, message.recipient, method) if method else b"",
        calendar_method=method,
    )
