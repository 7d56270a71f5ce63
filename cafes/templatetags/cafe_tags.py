"""Sessions on the pages of this app and of those above and below it."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes.components import SessionRow, people_waiting, places_left
from cafes.models import Booking, CafePage, Session
from pages import words

register = template.Library()

# How the dates of a list take turns in colour; it means nothing.
TONES = ("", "glaze", "coral")


@register.filter
def names(people):
    """The names of people as a list in a sentence."""
    return words.join_names([person.name for person in people])


@register.filter
def titles(pages):
    """The titles of pages as a list in a sentence."""
    return words.join_names([page.title for page in pages])


@register.filter
def places_words(session):
    """ "Four places left", or that all are taken and how many wait."""
    if session.places_taken < session.capacity:
        return places_left(session)
    return _("Full. %(people)s") % {"people": people_waiting(session)}


@register.filter
def coming_words(session, services):
    """How many are coming, out of how many, and from how many services (0: unsaid)."""
    if not session.places_taken:
        return _("Nobody has booked yet. Somebody has to be first.")
    sentence = ngettext(
        "%(taken)s person is coming, out of %(number)s.",
        "%(taken)s people are coming, out of %(number)s.",
        session.places_taken,
    ) % {
        "taken": words.in_words(session.places_taken),
        "number": words.in_words(session.capacity),
    }
    if services > 1:
        more = _("They come from %(number)s services. Who they are is for those there.")
        sentence = f"{sentence} {more % {'number': words.in_words(services)}}"
    return capfirst(sentence)


@register.filter
def waiting_words(session):
    """ "Three people waiting", of a session with its places counted."""
    return people_waiting(session)


@register.filter
def people_with_places(number):
    """A heading: "Ten people with places"."""
    if not number:
        return _("Nobody has booked yet")
    return capfirst(
        ngettext(
            "%(number)s person with a place", "%(number)s people with places", number
        )
        % {"number": words.in_words(number)}
    )


@register.filter
def used_to_it(booking):
    """How used to it somebody is, in two words for a table."""
    said = dict(Booking.Experience.said_of_others())
    return said.get(booking.experience, _("Not said"))


@register.filter
def of_are_here(here, places):
    """A sentence: "Four of ten are here."."""
    if not places:
        return _("Nobody has booked.")
    counts = {
        "here": words.in_words(here) if here else _("none"),
        "all": words.in_words(len(places)),
    }
    return capfirst(
        ngettext("%(here)s of %(all)s is here.", "%(here)s of %(all)s are here.", here)
        % counts
    )


@register.filter
def hosting(other_hosts, is_host):
    """Who hosts, as the reader sees it: "You are hosting, with Joe Hardcastle"."""
    others = names(other_hosts)
    if is_host and others:
        return _("You are hosting, with %(names)s") % {"names": others}
    if is_host:
        return _("You are hosting")
    if others:
        return _("Hosted by %(names)s") % {"names": others}
    return _("Nobody is hosting yet")


@register.filter
def who_hears(session):
    """Who is written to when a session is cancelled."""
    if not session.places_taken + session.people_waiting:
        return _("Nobody has booked, so nobody needs to be written to.")
    sentences = [f"{people_with_places(session.places_taken)}."]
    if session.people_waiting:
        sentences.append(f"{people_waiting(session)}.")
    sentences.append(
        _(
            "All of them are written to, with your words and other dates, and it goes "
            "from their calendars."
        )
    )
    return " ".join(sentences)


@register.inclusion_tag("components/state.html")
def attendance(booking):
    """Whether somebody with a place was there, as the register says."""
    kind = {"attended": "done", "confirmed": "todo"}.get(booking.status, "full")
    unknown = _("Not in the register")
    is_known = booking.status != Booking.Status.CONFIRMED
    return {"kind": kind, "text": booking.get_status_display() if is_known else unknown}


@register.inclusion_tag("cafes/components/session_rows.html", takes_context=True)
def session_rows(context, sessions, short=False, heading="h3"):
    """A list of sessions, which come from `Session.objects.for_list(reader)`."""
    reader = _reader(context)
    return {
        "rows": [
            SessionRow(session, reader, TONES[number % 3], short, heading)
            for number, session in enumerate(sessions)
        ]
    }


@register.inclusion_tag("cafes/components/session_rows.html", takes_context=True)
def desk_rows(context, sessions, booking_for=None):
    """The same list for who runs the sessions: it leads to the desk, or to booking
    somebody in, and counts."""
    reader = _reader(context)
    return {
        "rows": [
            SessionRow(
                session,
                reader,
                TONES[number % 3],
                on_desk=True,
                booking_for=booking_for,
            )
            for number, session in enumerate(sessions)
        ]
    }


@register.inclusion_tag("cafes/components/next_cafes.html", takes_context=True)
def next_cafes(context, number):
    """The next so many sessions, in short; says so when there are none."""
    sessions = Session.objects.upcoming().for_list(_reader(context))[:number]
    return {"user": _reader(context), "sessions": sessions}


@register.inclusion_tag("cafes/components/following_cafe.html", takes_context=True)
def following_cafe(context, module, button=False, tone=""):
    """The café that follows a module: its next session, with room where there is one.

    Takes `button=True` for a page that asks to book, `tone` of its card. Says
    nothing when no session is to come.
    """
    reader = _reader(context)
    cafes = CafePage.keys_following(module)
    sessions = Session.objects.upcoming().filter(cafe__in=cafes)
    sessions = list(sessions.for_list(reader)[:20]) if cafes else []
    session = next(filter(_is_for, sessions), sessions[0] if sessions else None)
    # An amber date would be lost on an amber card.
    date_tone = "coral" if tone == "amber" else ""
    row = SessionRow(session, reader, date_tone, is_short=True) if session else None
    words_of_button = (
        _("See your booking")
        if session and session.my_status
        else _("See the café and book")
    )
    return {"row": row, "button": button and words_of_button, "tone": tone}


def _is_for(session):
    """Whether it is this one that the reader looks for: booked, or with room."""
    return bool(session.my_status) or session.places_taken < session.capacity


def _reader(context):
    return context.get("user") or AnonymousUser()
