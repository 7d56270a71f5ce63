"""One person of a team, for one who looks after them: what they were asked, began and
finished, and the cafés; nothing that the table of who sees what keeps from the reader.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _

from cafes.models import Booking
from cafes.permissions import can_book_for
from champions.marked import just_made, marks_on
from champions.models import HelpRequest, SupportNote
from champions.notes import rows_of
from champions.nudge_words import letters_to, refused, would_rather_be_spoken_to
from champions.nudges import Refusal, Why
from champions.permissions import can_hand_over
from learning import progress
from learning.asked import Asked
from learning.models import Assignment, Enrolment, ModulePage
from pages import words
from people.looking_after import away_until
from people.visibility import not_shown

Status = Booking.Status
# How many notes of help given stand on the page.
NOTES_SHOWN = 5


@dataclass(frozen=True)
class InModule:
    """One module that the person began or was asked to do: how it stands, since when,
    and every suggestion of it that there was, the open one first."""

    state: object
    asked: list[Asked]
    day: object

    @property
    def module(self):
        return self.state.module

    @property
    def kind(self):
        return self.state.state

    @property
    def open(self):
        """The suggestion that is open, or None."""
        return next((one for one in self.asked if one.assignment.is_open), None)

    @property
    def latest(self):
        """When something last happened about it."""
        moments = [one.assignment.asked_at for one in self.asked]
        return max([*moments, *filter(None, [self.state.seen_at])])

    @property
    def words(self):
        """When it was begun, and when it was finished or last seen."""
        state = self.state
        if state.enrolment is None:
            return ""
        began = _("Began %(day)s.") % {"day": words.lately(state.began_at, self.day)}
        if state.finished_at:
            return began
        seen = _("Last in it %(day)s.") % {"day": words.lately(state.seen_at, self.day)}
        return f"{began} {seen}"


@dataclass(frozen=True)
class AtCafe:
    """One booking of the person, in words."""

    booking: Booking
    kind: str
    words: str


class PersonPage:
    """All that this page says of a person, in a fixed number of queries.

    `marked` is the id of a mark that was just made, as it stood in the address.
    """

    def __init__(self, viewer, service, person, marked=None, at=None):
        self.viewer = viewer
        self.service = service
        self.person = person
        self.marked = marked
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)

    @property
    def role(self):
        """What the person does, and where."""
        parts = [self.person.job_title, self.person.service.name]
        return ", ".join(filter(None, parts))

    @property
    def not_shown(self):
        """What of the person is not the reader's to see."""
        return not_shown()

    @property
    def write_to(self):
        """An address that opens a letter in one's own mail program."""
        return f"mailto:{quote(self.person.email, safe='@')}"

    @cached_property
    def letters(self):
        """What was written to the person here, the latest first."""
        return letters_to(self.person, self.viewer, self.day)

    @cached_property
    def rather_spoken_to(self):
        """That the person would rather be spoken to; or nothing."""
        if not would_rather_be_spoken_to(self.person):
            return ""
        return refused(
            Refusal(Why.RATHER_SPOKEN_TO), self.viewer, self.person, self.day
        )

    @cached_property
    def may_book_cafe(self):
        """Whether the reader may book a café for the person."""
        return can_book_for(self.viewer, self.person, self.day)

    @cached_property
    def may_hand_over(self):
        """Whether the reader may arrange who takes on what this person holds, and they
        hold a role."""
        return (
            can_hand_over(self.viewer, self.person, self.day)
            and self.person.appointments.current(self.day).exists()
        )

    @cached_property
    def away(self):
        """That the person is away and until when; or nothing."""
        until = away_until(self.person, self.day)
        return until and _("Away until %(day)s.") % {"day": words.day(until, self.day)}

    @cached_property
    def modules(self) -> list[InModule]:
        """Every module that the person began or was asked to do, the latest first."""
        asked = self._asked_by_module
        ids = {
            *asked,
            *Enrolment.objects.filter(person=self.person).values_list(
                "module", flat=True
            ),
        }
        pages = ModulePage.objects.filter(pk__in=ids)
        states = progress.states_of([self.person], pages)
        rows = [
            InModule(state, asked.get(module_id, []), self.day)
            for (_person, module_id), state in states.items()
        ]
        return sorted(rows, key=lambda row: row.latest, reverse=True)

    @cached_property
    def _asked_by_module(self):
        found = {}
        everything = Assignment.objects.filter(person=self.person).select_related(
            "asked_by", "withdrawn_by", "module"
        )
        for one in everything.order_by("-asked_at"):
            found.setdefault(one.module_id, []).append(Asked(one, self.day))
        return found

    @cached_property
    def cafes(self) -> list[AtCafe]:
        """Cafés booked and attended, the latest first."""
        bookings = (
            Booking.objects.live()
            .filter(person=self.person, session__is_private=False)
            .select_related("session__cafe", "session__venue")
            .order_by("-session__starts_at", "-pk")
        )
        return [AtCafe(booking, *self._standing(booking)) for booking in bookings]

    def _standing(self, booking):
        """How a booking stands, as the state tag draws it and in words."""
        session = booking.session
        if session.is_cancelled:
            return "gap", _("Cancelled")
        if booking.status in Status.in_the_register():
            was_there = booking.status == Status.ATTENDED
            return "done" if was_there else "todo", booking.get_status_display()
        if session.is_over(self.at):
            return "todo", _("Had booked")
        if booking.is_waiting:
            return "now", _("On the waiting list")
        return "info", booking.get_status_display()

    @cached_property
    def requests(self):
        """Open questions of the person that the viewer may answer."""
        return list(
            HelpRequest.objects.for_list()
            .to_answer_by(self.viewer, self.day)
            .filter(person=self.person)
            .open()
        )

    @cached_property
    def notes(self):
        """The last notes of help given to the person that the viewer may read."""
        seen = SupportNote.objects.seen_by(self.viewer, self.day).for_list()
        seen = seen.filter(person=self.person)[:NOTES_SHOWN]
        return rows_of(seen, self.viewer, self.day)

    @cached_property
    def marks(self):
        """The marks on the person that count here, the latest first."""
        return marks_on(self.service, self.viewer, self.day, self.person)

    @property
    def just_made(self):
        """The mark that the viewer has just made, to be undone at once; or None."""
        return just_made(self.marks, self.marked, self.viewer)
