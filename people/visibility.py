"""What a screen says about who can see a thing: made from the table, so that it is
always true."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pages import words
from people.looking_after import appointed_above
from people.models import Appointment
from people.who_sees_what import TABLE, Sees

# How many colleagues are named before the rest are counted.
NAMED = 4


# Who, in the list "You can see this, and so can …". The names of those who look
# after the person, and whether there is an access team, come from the appointments.
LISTED = {
    ("looking_after", Sees.IF_REACHED): gettext_lazy("whoever it reaches"),
    ("looking_after", Sees.IF_THEY_WROTE_IT): gettext_lazy(
        "whoever wrote it, and whoever has their role after them"
    ),
    ("looking_after", Sees.THE_WRITER): gettext_lazy("whoever wrote it"),
    # The digital access team is named with them.
    ("looking_after", Sees.IF_ASKED_ABOUT_IT): gettext_lazy(
        "whoever answers a colleague’s question about it, anywhere"
    ),
    ("hosts", Sees.YES): gettext_lazy("the hosts of sessions that you book"),
    ("hosts", Sees.THAT_SESSION): gettext_lazy("the hosts of each session"),
    ("hosts", Sees.THAT_SESSION_UNTIL_OVER): gettext_lazy(
        "the hosts and organisers of a session that you book, until it is over"
    ),
    ("organiser", Sees.YES): gettext_lazy("the café organisers"),
    # The organisers are named with the hosts.
}

# Sentences of their own, after the list.
ADDED = {
    ("access_team", Sees.IF_PASSED_UP): gettext_lazy(
        "The digital access team sees it only if it is handed on to them."
    ),
    ("access_team", Sees.COUNTS): gettext_lazy(
        "The digital access team sees how many people it is, never who."
    ),
    ("colleagues", Sees.IF_TURNED_TO): gettext_lazy(
        "If you are a champion or host a café, those who may turn to you see it too."
    ),
    ("colleagues", Sees.THAT_A_CHAMPION_IS_AWAY): gettext_lazy(
        "When a champion is away, the people they look after are told so, "
        "and who answers."
    ),
    ("colleagues", Sees.IF_AGREED): gettext_lazy(
        "People at the same session see your first name and service if you agree to it."
    ),
    ("colleagues", Sees.IF_BOTH_AGREED): gettext_lazy(
        "A colleague is told your name and e-mail only once you have both agreed."
    ),
    ("public", Sees.A_CERTIFICATE): gettext_lazy(
        "Anyone to whom you give the code of a certificate can check that one."
    ),
}

# What of a colleague those who look after them do not see, by the kind of thing.
KEPT_FROM_THOSE_ABOVE = {
    "private": gettext_lazy("plans, how they went, and what was tried in practice"),
    "confidence": gettext_lazy("how sure somebody feels"),
    "access_needs": gettext_lazy("what helps somebody be there"),
    "one_to_ones": gettext_lazy("when somebody meets a colleague for a 1-2-1"),
    "messages": gettext_lazy("which messages somebody wants"),
    "guidance": gettext_lazy("which guidance somebody has read"),
    "unsent": gettext_lazy("what was written and could not be sent"),
    "looks": gettext_lazy("who has looked at their page"),
}


def not_shown():
    """Say to those who look after people what they do not see of them."""
    kept = [thing for kind, thing in KEPT_FROM_THOSE_ABOVE.items() if is_kept(kind)]
    return _("Not on this page, and not for you to see: %(things)s.") % {
        "things": words.join_names(kept)
    }


def is_kept(kind):
    """Whether nobody who looks after a person sees this of them."""
    row = TABLE[kind]
    hidden = (Sees.NO, Sees.COUNTS)
    return row.looking_after in hidden and row.access_team in hidden


# The columns of the table in the order in which a sentence names them.
COLUMNS = ("looking_after", "hosts", "organiser", "access_team", "colleagues", "public")


class Audience:
    """Who sees what is kept about one person: one query, for any number of kinds."""

    def __init__(self, person, on=None):
        self.person = person
        self.on = on

    @cached_property
    def above(self):
        """Who holds a role above the person that opens their record."""
        return appointed_above(self.person.service, self.on, *Appointment.OPENING_TEAMS)

    def sentence(self, kind):
        """Say to the person who can see this kind of thing about them."""
        row = TABLE[kind]
        if row.public is Sees.YES:
            return _("You can see this, and so can anybody else.")
        seeing = [(column, getattr(row, column)) for column in COLUMNS]
        seeing = [(column, sees) for column, sees in seeing if sees is not Sees.NO]
        listed = [name for pair in seeing for name in self._listed(*pair)]
        added = [text for pair in seeing if (text := self._added(*pair))]
        if not listed:
            first = _("Only you can see this.")
        else:
            first = _("You can see this, and so can %(people)s.") % {
                "people": words.join_names(listed)
            }
        return " ".join([first, *added])

    def _listed(self, column, sees):
        if column == "looking_after" and sees is Sees.YES:
            return self._colleagues
        if column == "access_team" and sees is Sees.YES:
            return [_("the digital access team")] if self._has_access_team else []
        return [str(LISTED[column, sees])] if (column, sees) in LISTED else []

    def _added(self, column, sees):
        return str(ADDED[column, sees]) if (column, sees) in ADDED else ""

    @cached_property
    def _appointments(self):
        return [a for a in self.above if a.person_id != self.person.pk]

    @property
    def _has_access_team(self):
        return any(a.role == Appointment.Role.ACCESS_TEAM for a in self._appointments)

    @cached_property
    def _colleagues(self):
        """Those who look after the person, nearest first; beyond a few, counted."""
        people = {
            a.person_id: a.person
            for a in self._appointments
            if a.role in Appointment.LOOKING_AFTER
        }
        called = [person.called for person in people.values()]
        names = [
            person.name if called.count(person.called) > 1 else person.called
            for person in people.values()
        ]
        if len(names) <= NAMED:
            return names
        more = len(names) - NAMED + 1
        return [
            *names[: NAMED - 1],
            ngettext(
                "%(number)s more who looks after your part of the organisation",
                "%(number)s more who look after your part of the organisation",
                more,
            )
            % {"number": words.in_words(more)},
        ]
