"""A session as an entry in somebody's calendar (RFC 5545, sent as RFC 5546 says).

A session keeps one UID for good, and its sequence rises whenever an entry must
outrank those sent before: so a later entry updates or removes the same one.
Times are in UTC: some calendars misread the zones that libraries write.
"""

from datetime import UTC
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from icalendar import Calendar, Event, vCalAddress, vText, vUri

REQUEST = "REQUEST"
CANCEL = "CANCEL"
PUBLISH = "PUBLISH"


def entry(session, person, method, at=None):
    """The entry of a session for one person's calendar, as iCalendar bytes.

    REQUEST puts it there or updates it, CANCEL removes it; PUBLISH is the same for
    downloading, without an attendee. The person has, or had, a place, or hosts it: a
    link that only they may see stands in it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sociable//Sociable//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = _event(session, at or timezone.now())
    is_off = method == CANCEL or session.is_cancelled
    if not is_off:
        event.add("description", _description(session, person))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("organizer", _organiser())
    if method != PUBLISH:
        event.add("attendee", _attendee(person))
    calendar.add_component(event)
    return calendar.to_ical()


def address_of(session):
    """The whole address of the session's page."""
    return settings.SITE_URL + reverse("session", args=[session.pk])


def _event(session, at):
    event = Event()
    event.add("uid", f"{session.uid}@sociable")
    event.add("sequence", session.sequence)
    event.add("dtstamp", _utc(at))
    event.add("dtstart", _utc(session.starts_at))
    event.add("dtend", _utc(session.ends_at))
    event.add("summary", session.cafe.title)
    event.add("location", session.link if session.is_online else session.whereabouts)
    event["url"] = vUri(address_of(session))
    event.add("transp", "OPAQUE")
    return event


def _utc(moment):
    return moment.astimezone(UTC)


def _description(session, person):
    lines = [session.cafe.summary]
    if session.is_online:
        lines.append(_("Join here: %(link)s") % {"link": session.link})
    elif session.venue:
        lines += [session.venue.getting_there, session.venue.access]
    if session.cafe.bring:
        lines.append(_("Bring: %(things)s") % {"things": session.cafe.bring})
    if session.is_private:
        lines.append(
            _("Move it or call it off here: %(address)s")
            % {"address": address_of(session)}
        )
    elif session.is_hosted_by(person):
        lines.append(_("You are hosting."))
    else:
        lines.append(
            _("Can’t come after all? Give your place back: %(address)s")
            % {"address": address_of(session)}
        )
    return "\n\n".join(filter(None, lines))


def _organiser():
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{email}")
    organiser.params["CN"] = vText(name or "Sociable")
    return organiser


def _attendee(person):
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["CN"] = vText(person.name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee
