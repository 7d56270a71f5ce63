"""Who sees what is kept about a person: one table.

`TABLE` is the law. The roles that open a team's pages are read from its row "record"
(Appointment.OPENING_TEAMS); conditions that hang on a session or a request are held by
the app that owns them. visibility.py makes sentences of it.
"""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext_lazy


class Sees(Enum):
    """Whether somebody sees a thing, and on which condition."""

    NO = auto()
    YES = auto()
    THAT_SESSION = auto()
    THAT_SESSION_UNTIL_OVER = auto()
    IF_TURNED_TO = auto()
    IF_REACHED = auto()
    IF_PASSED_UP = auto()
    IF_THEY_WROTE_IT = auto()
    THE_WRITER = auto()
    IF_AGREED = auto()
    IF_ASKED_ABOUT_IT = auto()
    IF_BOTH_AGREED = auto()
    THAT_A_CHAMPION_IS_AWAY = auto()
    A_CERTIFICATE = auto()
    COUNTS = auto()


@dataclass(frozen=True)
class Kind:
    """One row of the table: a kind of thing kept about a person."""

    what: str
    they: Sees = Sees.YES
    looking_after: Sees = Sees.NO
    access_team: Sees = Sees.NO
    hosts: Sees = Sees.NO
    organiser: Sees = Sees.NO
    colleagues: Sees = Sees.NO
    public: Sees = Sees.NO

    def roles(self, looking_after, access_team):
        """Of the roles that stand above a person, those that see this kind of thing
        without a condition. Takes those that look after people, and the other one."""
        seeing = looking_after if self.looking_after is Sees.YES else ()
        return (*seeing, access_team) if self.access_team is Sees.YES else (*seeing,)


TABLE = {
    "profile": Kind(
        what=gettext_lazy("your name, service and job title, and how to reach you"),
        looking_after=Sees.YES,
        access_team=Sees.YES,
        hosts=Sees.YES,
        organiser=Sees.YES,
        colleagues=Sees.IF_TURNED_TO,
    ),
    "record": Kind(
        what=gettext_lazy("what you were asked to do, began and finished, and when"),
        looking_after=Sees.YES,
        access_team=Sees.YES,
        public=Sees.A_CERTIFICATE,
    ),
    "marks": Kind(
        what=gettext_lazy(
            "that your champion, or another of those who look after you, had a word "
            "with you, or means to later"
        ),
        looking_after=Sees.YES,
        access_team=Sees.YES,
    ),
    "letters": Kind(
        what=gettext_lazy(
            "that your champion, or another of those who look after you, wrote to you "
            "from here, and whether you would rather be spoken to"
        ),
        looking_after=Sees.YES,
        access_team=Sees.YES,
    ),
    "words_of_letters": Kind(
        what=gettext_lazy("what they wrote to you"),
        looking_after=Sees.THE_WRITER,
        access_team=Sees.THE_WRITER,
    ),
    "private": Kind(what=gettext_lazy("your plan, and how it went")),
    "confidence": Kind(what=gettext_lazy("how sure you are")),
    "help": Kind(
        what=gettext_lazy("what you asked, and the answers"),
        looking_after=Sees.IF_REACHED,
        access_team=Sees.IF_PASSED_UP,
    ),
    "one_to_ones": Kind(
        what=gettext_lazy("a 1-2-1 that you agreed on, when and where"),
        hosts=Sees.THAT_SESSION,
    ),
    "introductions": Kind(
        what=gettext_lazy(
            "what you offer colleagues help with, and to whom you were introduced"
        ),
        looking_after=Sees.IF_ASKED_ABOUT_IT,
        access_team=Sees.IF_ASKED_ABOUT_IT,
        colleagues=Sees.IF_BOTH_AGREED,
    ),
    "notes": Kind(
        what=gettext_lazy("a note of help that you were given: with what, how long"),
        looking_after=Sees.IF_THEY_WROTE_IT,
        access_team=Sees.COUNTS,
    ),
    "access_needs": Kind(
        what=gettext_lazy("what helps you be there"),
        hosts=Sees.THAT_SESSION_UNTIL_OVER,
        organiser=Sees.THAT_SESSION_UNTIL_OVER,
    ),
    "bookings": Kind(
        what=gettext_lazy("the cafés that you booked and came to"),
        looking_after=Sees.YES,
        access_team=Sees.YES,
        hosts=Sees.THAT_SESSION,
        organiser=Sees.YES,
        colleagues=Sees.IF_AGREED,
    ),
    "looks": Kind(what=gettext_lazy("who looked at what is kept about you")),
    "unsent": Kind(
        what=gettext_lazy("what you wrote in a form that could not be sent")
    ),
    "staff_file": Kind(
        what=gettext_lazy(
            "what a list of your HR system changed about you, and your staff number"
        ),
        access_team=Sees.YES,
    ),
    "ways_in": Kind(
        what=gettext_lazy(
            "which work account you sign in with, and whether you do in two steps"
        ),
        access_team=Sees.YES,
    ),
    "absences": Kind(
        what=gettext_lazy("when you are away, never why"),
        looking_after=Sees.YES,
        access_team=Sees.YES,
        colleagues=Sees.THAT_A_CHAMPION_IS_AWAY,
    ),
    "willing": Kind(
        what=gettext_lazy(
            "that you are willing to be a digital champion, for how many hours a week, "
            "and who agreed to them"
        ),
        access_team=Sees.YES,
    ),
    "messages": Kind(
        what=gettext_lazy("which messages you want from us, and how often")
    ),
    "guidance": Kind(
        what=gettext_lazy("that you have read a page of guidance, and when"),
        access_team=Sees.COUNTS,
    ),
    "story": Kind(
        what=gettext_lazy("a story that you told, with your name and job"),
        looking_after=Sees.YES,
        access_team=Sees.YES,
        hosts=Sees.YES,
        organiser=Sees.YES,
        colleagues=Sees.YES,
        public=Sees.YES,
    ),
}
