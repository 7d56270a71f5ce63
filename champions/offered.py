"""Times that are offered in a conversation, as each of the two sees them. Read only;
what changes them stands in meeting.py."""

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.models import TimesOffered
from pages import words

State = TimesOffered.State


class Offered:
    """The times of one turn, for its reader: what is said, and what can be done."""

    def __init__(self, times, request, reader, at=None):
        self.times = times
        self.reader = reader
        self.at = at or timezone.now()
        self.is_mine = times.answer.writer_id == reader.pk
        self.is_for_me = request.person_id == reader.pk

    @property
    def choices(self):
        """(the OfferedTime, when it is in words) of those that are to come."""
        return [
            (start, _when(start.starts_at))
            for start in self.times.starts.all()
            if start.starts_at > self.at
        ]

    @property
    def can_pick(self):
        return self.is_for_me and self.times.is_open and bool(self.choices)

    @property
    def can_take_back(self):
        return self.is_mine and self.times.is_open

    @property
    def session(self):
        """The 1-2-1 that came of it, for one of the two; or None."""
        return self.times.session if self.is_mine or self.is_for_me else None

    @property
    def where(self):
        """How long and where it would be."""
        return _("%(time)s: %(place)s") % {
            "time": self.times.get_minutes_display(),
            "place": self.times.place,
        }

    @property
    def sentence(self):
        """What became of them."""
        session = self.times.session
        if session and session.is_cancelled:
            called_off = _("The 1-2-1 on %(when)s was called off.")
            return called_off % {"when": _when(session.starts_at)}
        if session:
            return _("You meet on %(when)s.") % {"when": _when(session.starts_at)}
        return {
            State.OPEN: self._open,
            State.PICKED: _("One of them was picked."),
            State.NONE_FITS: _("None of these times fitted."),
            State.TAKEN_BACK: _("These times were taken back."),
        }[self.times.state]

    @property
    def _open(self):
        if not self.choices:
            return _("These times are over, and none was picked.")
        if self.is_for_me:
            return _("Pick one, and it is in both your calendars.")
        return _("None is picked yet.")


def _when(moment):
    return _("%(day)s, %(time)s") % {
        "day": words.day(moment),
        "time": words.clock(moment),
    }
