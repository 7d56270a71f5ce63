"""What somebody asks for so that they can be there, and whether there is time for it.

One text holds it all. Only an interpreter takes arranging: whoever runs the session is
written to at once, and the person is told whether it can be in time.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crispy_forms_gds.choices import Choice

from pages import words

INTERPRETER = gettext_lazy("British Sign Language interpreter")
OTHERS = (
    gettext_lazy("A seat near the door"),
    gettext_lazy("Captions on the screen"),
)
# Working days that it takes to arrange an interpreter.
DAYS_TO_ARRANGE = 5
SATURDAY = 5
# How what would help is written down in one text.
BETWEEN = ". "


@dataclass
class SaidBack:
    """What somebody asked for, as they read it again: the things, and what comes of
    it. `note` is the kind of the note in which that stands."""

    things: list[str]
    sentences: list[str] = field(default_factory=list)
    note: str = "info"


def things_in(text):
    """What was asked for, one by one."""
    return [thing for thing in text.split(BETWEEN) if thing]


def asks_for_an_interpreter(text):
    return str(INTERPRETER) in things_in(text)


def working_days_until(moment, at=None):
    """How many days from Monday to Friday there are after today, up to that day."""
    today, day = timezone.localdate(at), timezone.localdate(moment)
    between = (today + timedelta(days=n + 1) for n in range((day - today).days))
    return sum(day.weekday() < SATURDAY for day in between)


def is_too_late(session, at=None):
    """Whether there is less time than it takes to arrange an interpreter."""
    return working_days_until(session.starts_at, at) < DAYS_TO_ARRANGE


def choices(session, at=None, *, then=None):
    """What is offered to somebody who books this session, and what is said of it:
    `then` is what happens once an interpreter is asked for, told to them by default."""
    hint = f"{_takes_time(session, at)} {then or _write_to_you()}"
    return [
        Choice(INTERPRETER, INTERPRETER, hint=hint),
        *(Choice(thing, thing) for thing in OTHERS),
    ]


def said_back(booking):
    """The SaidBack of a booking of somebody who has a place, None if nothing was asked.

    Takes a booking with its session and person. Whether there is time is reckoned from
    the day on which they got the place, or asked for something else.
    """
    things = things_in(booking.access_needs)
    if not things:
        return None
    if str(INTERPRETER) not in things:
        return SaidBack(things)
    at = booking.changed_at
    is_late = is_too_late(booking.session, at)
    sentences = [
        _takes_time(booking.session, at),
        _("Those who run it have been written to. They tell you what can be had."),
        _reached_by(booking),
    ]
    if is_late:
        sentences.append(
            _("If it can’t be had, you can give your place back and take another day.")
        )
    return SaidBack(things, sentences, "gap" if is_late else "info")


def _takes_time(session, at):
    if not is_too_late(session, at):
        return _("An interpreter takes five working days to arrange.")
    left = working_days_until(session.starts_at, at)
    if not left:
        return _(
            "An interpreter takes five working days to arrange, and there are none "
            "left, so we can’t promise one."
        )
    return ngettext(
        "An interpreter takes five working days to arrange, and there is only "
        "%(number)s left, so we can’t promise one.",
        "An interpreter takes five working days to arrange, and there are only "
        "%(number)s left, so we can’t promise one.",
        left,
    ) % {"number": words.in_words(left)}


def _write_to_you():
    return _(
        "Once you have a place, those who run it are written to at once, and tell you "
        "what can be had: by text if you leave a number below, or else by e-mail."
    )


def _reached_by(booking):
    if booking.phone:
        return _("They have your number, %(phone)s.") % {"phone": booking.phone}
    return _(
        "You left no number, so they write to %(email)s. You can still add one under "
        "“Change what I said”."
    ) % {"email": booking.person.email}
