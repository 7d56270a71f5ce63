"""What the notices say: what is kept about people, why, for how long, and who sees it.

Who sees it is read from people/who_sees_what.py, and for how long it is kept from the
rules that let go of it, so that the notice cannot differ from what is done. A kind of
thing without a reason here is an error, found by a test.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from people.retention import how_long
from people.who_sees_what import TABLE, Sees


@dataclass(frozen=True)
class Reason:
    """Why a kind of thing is kept; and for how long, where that is for people to say
    and not for a rule (people/retention.py)."""

    why: str
    how_long: str = ""


REASONS = {
    "profile": Reason(
        why=_("So that colleagues know who you are and how to reach you"),
    ),
    "record": Reason(
        why=_("So that you can go on where you stopped, with a record to take along"),
    ),
    "marks": Reason(
        why=_("So that two people do not offer you the same help in the same week"),
    ),
    "looks": Reason(
        why=_("So that you can see who has looked, and when"),
    ),
    "letters": Reason(
        why=_("So that you are not written to twice in two weeks, by whomever"),
    ),
    "words_of_letters": Reason(
        why=_("So that you find again what was written to you"),
    ),
    "private": Reason(
        why=_(
            "Your plan and how it went, because you wrote it for yourself; it is in no "
            "message that we send"
        ),
    ),
    "confidence": Reason(
        why=_("So that you see what a module did for you"),
    ),
    "help": Reason(
        why=_("So that your question reaches somebody, and the answer reaches you"),
    ),
    "one_to_ones": Reason(
        why=_("So that you both have it in your calendars, and nobody else"),
    ),
    "introductions": Reason(
        why=_(
            "So that whoever asks meets a colleague who knows, if both would like to"
        ),
    ),
    "notes": Reason(
        why=_("So that whoever helps you next knows what was done already"),
    ),
    "access_needs": Reason(
        why=_(
            "So that the room is right for you. Told once, and offered ready filled in "
            "when you book; you may change it each time"
        ),
    ),
    "bookings": Reason(
        why=_("So that there is a chair for you, and a record that you came"),
    ),
    "staff_file": Reason(
        why=_("So that you are known again when your e-mail, name or service changes"),
    ),
    "unsent": Reason(
        why=_("So that it is there again when you have signed in, to send or to copy"),
    ),
    "ways_in": Reason(
        why=_("So that it is you who comes in, and nobody with your password"),
    ),
    "absences": Reason(
        why=_("So that a question goes to somebody who is there"),
    ),
    "willing": Reason(
        why=_("So that whoever looks for a champion asks those who would like to"),
    ),
    "messages": Reason(
        why=_("So that we write to you as often as you like, and no more"),
    ),
    "guidance": Reason(
        why=_(
            "So that a page asks you again only when it has changed, and so that we "
            "know whether it reaches people"
        ),
    ),
    "story": Reason(
        why=_("Because you told it, read it, and agreed to its being here"),
        how_long=_(
            "until you no longer want it here. Tell the digital access team, and an "
            "editor takes it down by hand"
        ),
    ),
}

# The columns of the table, by the names of the fields of who_sees_what.Kind.
COLUMNS = {
    "they": _("You"),
    "looking_after": _("Champion, deputy, communications colleague above you"),
    "access_team": _("Digital access team"),
    "hosts": _("Hosts"),
    "organiser": _("Café organisers"),
    "colleagues": _("Other colleagues"),
    "public": _("The public"),
}

SEES = {
    Sees.NO: _("No"),
    Sees.YES: _("Yes"),
    Sees.THAT_SESSION: _("For that session"),
    Sees.THAT_SESSION_UNTIL_OVER: _("For that session, until it is over"),
    Sees.IF_TURNED_TO: _("Those who may turn to you, if you help or host"),
    Sees.IF_REACHED: _("Those whom it reached"),
    Sees.IF_PASSED_UP: _("If it was handed on to them"),
    Sees.IF_THEY_WROTE_IT: _("Whoever wrote it, and whoever has their role next"),
    Sees.THE_WRITER: _("What they wrote themselves"),
    Sees.IF_AGREED: _("At the same session, your first name and service, if you agree"),
    Sees.IF_ASKED_ABOUT_IT: _("Those who answer a question about it, anywhere"),
    Sees.IF_BOTH_AGREED: _("Each other, your name and e-mail, once both agreed"),
    Sees.THAT_A_CHAMPION_IS_AWAY: _("That a champion is away, and who answers"),
    Sees.A_CERTIFICATE: _("A certificate, by its code"),
    Sees.COUNTS: _("How many people, never who"),
}


@dataclass(frozen=True)
class Kept:
    """One kind of thing kept about a person, as the notice tells it."""

    what: str
    why: str
    how_long: str
    seen_by: list


@dataclass(frozen=True)
class ShortAnswer:
    """Who sees what, in a few lines: somebody, and all that they see."""

    who: str
    sees: list


# In the short answer, whoever sees something without a condition.
IN_SHORT = {
    "looking_after": _("Your champion, their deputy and your communications colleague"),
    "access_team": _("The digital access team"),
    "hosts": _("Who hosts a café that you booked, and who organises it"),
}
# A number of people betrays none of them.
NOBODY = {Sees.NO, Sees.COUNTS}
SEEING = {
    Sees.YES,
    Sees.THAT_SESSION,
    Sees.THAT_SESSION_UNTIL_OVER,
    Sees.IF_REACHED,
    Sees.IF_ASKED_ABOUT_IT,
    Sees.IF_THEY_WROTE_IT,
    Sees.THE_WRITER,
}


def in_short():
    """The ShortAnswers, read from the table: first what nobody else sees."""
    alone = [
        row.what
        for row in TABLE.values()
        if all(getattr(row, column) in NOBODY for column in COLUMNS if column != "they")
    ]
    everybody = [row.what for row in TABLE.values() if row.public is Sees.YES]
    others = [row for row in TABLE.values() if row.what not in everybody]
    some = [
        ShortAnswer(who, [r.what for r in others if getattr(r, column) in SEEING])
        for column, who in IN_SHORT.items()
    ]
    return [
        ShortAnswer(_("Only you"), alone),
        *some,
        ShortAnswer(_("Everybody"), everybody),
    ]


def kept_about_people():
    """Every kind of thing in the table of who sees what, in its order."""
    return [
        Kept(
            what=row.what,
            why=REASONS[kind].why,
            how_long=how_long(kind) or REASONS[kind].how_long,
            seen_by=[
                (column, SEES[getattr(row, field)], getattr(row, field) is Sees.NO)
                for field, column in COLUMNS.items()
            ],
        )
        for kind, row in TABLE.items()
    ]
