"""A session as it looks in every list, with how it stands in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laces.components import Component

from cafes.models import Booking, CafePage, Session
from pages import words
from pages.drawing import drawn


@dataclass(frozen=True)
class Standing:
    """How a session stands for its reader: the kind of `{% state %}` and its words."""

    kind: str
    words: str


@dataclass
class SessionRow(Component):
    """One session in a list. It comes from `Session.objects.for_list(reader)`.

    `tone` is the colour of its date, for rhythm only; `is_short` leaves out whom it
    is for, and `heading` says at which level its name stands. On the desk
    (`on_desk`) it leads to the session's desk, and counts; `booking_for` is whom its
    reader books in, and it leads there.
    """

    session: Session
    reader: object
    tone: str = ""
    is_short: bool = False
    heading: str = "h3"
    on_desk: bool = False
    booking_for: object = None

    template_name = "cafes/components/session_row.html"

    def render_html(self, parent_context=None):
        """Drawn from words alone, so the same row is drawn once."""
        return drawn(self.template_name, **self.get_context_data(parent_context))

    def get_context_data(self, parent_context=None):
        session = self.session
        stands = (standing_on_the_desk if self.on_desk else standing)(session)
        hosts = hosts_seen_by(self.reader, session)
        follows = CafePage.modules_before(session.cafe_id)
        is_special = session.format != Session.Format.CAFE
        return {
            "url": self._url(),
            "title": session.cafe.title,
            "moment": words.local(session.starts_at),
            "day": words.day(session.starts_at),
            "span": words.span(session.starts_at, session.ends_at),
            "place": str(session.place),
            "kind": stands.kind,
            "stands": str(stands.words),
            "format": str(session.get_format_display()) if is_special else "",
            "summary": session.cafe.summary,
            "follows": words.join_names([module.title for module in follows]),
            "hosts": words.join_names([host.name for host in hosts]),
            "hosts_count": len(hosts),
            "tone": self.tone,
            "is_short": self.is_short,
            "heading": self.heading,
        }

    def _url(self):
        if self.booking_for:
            return reverse("organise_book", args=[self.session.pk, self.booking_for.pk])
        page = "organise_session" if self.on_desk else "session"
        return reverse(page, args=[self.session.pk])


def standing(session, at=None):
    """Say how a session stands for the reader for whom it was fetched.

    Takes a session that has `places_taken`, `people_waiting`, `my_status` and
    `my_position` (`for_list`).
    """
    if session.is_cancelled:
        return Standing("gap", _("Cancelled"))
    if session.my_status == Booking.Status.WAITING and not session.has_begun(at):
        return Standing("now", you_are_in_the_queue(session.my_position))
    if session.is_over(at):
        return _afterwards(session)
    if session.my_status in Booking.Status.holding_a_place():
        return Standing("done", _("You have a place"))
    if session.has_begun(at):
        return Standing("todo", _("It has begun"))
    return _places(session)


def standing_on_the_desk(session, at=None):
    """Say how a session stands for who runs it: places, queue, and who came.

    Takes a session with `with_places` and its hosts. That nobody hosts it comes first.
    """
    if session.is_cancelled:
        return Standing("gap", _("Cancelled"))
    if session.is_over(at):
        return _who_came(session)
    kind = "free" if session.places_taken < session.capacity else "full"
    sentence = places_taken(session)
    if session.people_waiting:
        sentence = f"{sentence}. {people_waiting(session)}"
    if not session.hosts.all():
        return Standing("gap", f"{_('Nobody is hosting yet')}. {sentence}")
    return Standing(kind, sentence)


def you_are_in_the_queue(position):
    """Say which place in the queue is the reader's."""
    return _("You are %(ordinal)s in the queue") % {"ordinal": words.ordinal(position)}


def places_left(session):
    """Say how many places are left: "Four places left", "No places left"."""
    left = max(session.capacity - session.places_taken, 0)
    return capfirst(
        ngettext("%(number)s place left", "%(number)s places left", left)
        % {"number": words.in_words(left)}
    )


def places_taken(session):
    """Say how many places are taken: "Eight of twelve places taken"."""
    if not session.places_taken:
        return _("Nobody has booked yet")
    return capfirst(
        ngettext(
            "%(taken)s of %(number)s place taken",
            "%(taken)s of %(number)s places taken",
            session.capacity,
        )
        % {
            "taken": words.in_words(session.places_taken),
            "number": words.in_words(session.capacity),
        }
    )


def people_waiting(session):
    """Say how many wait: "Three people waiting", "Nobody waiting"."""
    waiting = session.people_waiting
    if not waiting:
        return _("Nobody waiting")
    return capfirst(
        ngettext("%(number)s person waiting", "%(number)s people waiting", waiting)
        % {"number": words.in_words(waiting)}
    )


def hosts_seen_by(reader, session):
    """The hosts whom this reader may see: colleagues do, the public does not."""
    return list(session.hosts.all()) if reader.is_authenticated else []


def _places(session):
    if session.places_taken < session.capacity:
        return Standing("free", places_left(session))
    return Standing("full", _("Full. %(people)s") % {"people": people_waiting(session)})


def _who_came(session):
    if not session.places_taken:
        return Standing("todo", _("Nobody had booked"))
    if not session.people_there:
        return Standing("todo", _("Nobody was ticked in the register"))
    counts = {
        "there": words.in_words(session.people_there),
        "all": words.in_words(session.places_taken),
    }
    return Standing("done", capfirst(_("%(there)s of %(all)s came") % counts))


def _afterwards(session):
    if session.my_status == Booking.Status.ATTENDED:
        return Standing("done", _("You were there"))
    return Standing("todo", _("It is over"))
