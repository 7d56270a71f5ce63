"""One row of a file of staff, understood: who it is about and what it says of them.

What cannot be understood is told in sentences on the entry; nothing is asked of the
database.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from people.models import Service, StaffEntry, User
from people.staff_columns import LEVELS

# By how these begin an ISO date is known, whatever follows it.
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
BY_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?: .*)?$")
IN_WORDS = ("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%y", "%Y%m%d")


@dataclass
class Entry:
    """What a row says. `path` are the names of services, the highest first."""

    row: int
    email: str = ""
    number: str = ""
    name: str = ""
    known_as: str = ""
    job_title: str = ""
    path: tuple[str, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None
    problems: list[str] = field(default_factory=list)


def understood(staff_file, reading):
    """Give an Entry for each row of the file, read in that way."""
    place = {head: position for position, head in enumerate(staff_file.heads)}
    at = {name: place[head] for name, head in reading.columns.items()}
    return [
        _entry(number, cells, at, reading, len(staff_file.heads))
        for number, cells in staff_file.rows
    ]


def _entry(number, cells, at, reading, width):
    def said(name):
        return cells[at[name]] if name in at else ""

    entry = Entry(
        row=number,
        email=said("email").lower(),
        number=said("number"),
        name=said("name") or f"{said('first_name')} {said('last_name')}".strip(),
        known_as=said("known_as"),
        job_title=said("job_title"),
        path=_path(said, reading),
    )
    if any(cells[width:]):
        entry.problems.append(
            _(
                "This row has more cells than there are columns: a name with a comma "
                "in it may lack its quotation marks."
            )
        )
    entry.joined_on = _day(entry, said("joined_on"), reading)
    entry.left_on = _day(entry, said("left_on"), reading)
    last_day = _day(entry, said("last_day"), reading)
    if last_day and not entry.left_on:
        entry.left_on = last_day + timedelta(days=1)
    _check(entry, reading)
    return entry


def _path(said, reading):
    whole = said("service")
    names = whole.split(reading.path_sign) if whole else map(said, LEVELS)
    return tuple(name.strip() for name in names if name.strip())


def _check(entry, reading):
    """Add a sentence for each thing that no person could be made of."""
    limits = [
        (_("name"), entry.name, _longest(User, "name")),
        (_("known as"), entry.known_as, _longest(User, "known_as")),
        (_("job title"), entry.job_title, _longest(User, "job_title")),
        (_("e-mail"), entry.email, _longest(User, "email")),
        (_("staff number"), entry.number, _longest(StaffEntry, "number")),
        *((_("service"), name, _longest(Service, "name")) for name in entry.path),
    ]
    for what, text, most in limits:
        if len(text) > most:
            entry.problems.append(
                _("Too long: the %(what)s may have %(most)s characters.")
                % {"what": what, "most": most}
            )
    if entry.email:
        try:
            validate_email(entry.email)
        except ValidationError:
            entry.problems.append(
                _("“%(email)s” is no e-mail.") % {"email": entry.email}
            )
    if reading.has("service", *LEVELS) and not entry.path:
        entry.problems.append(_("There is no service in this row."))
    if entry.joined_on and entry.left_on and entry.left_on < entry.joined_on:
        entry.problems.append(_("They would leave before the day they joined."))


def _longest(model, name):
    return model._meta.get_field(name).max_length


def _day(entry, text, reading):
    """The day that a cell says, or None; what is no day is told on the entry."""
    if not text:
        return None
    day = day_in(text, day_first=reading.day_first)
    if day is None or not 1940 <= day.year <= 2100:
        order = _("day first") if reading.day_first else _("month first")
        entry.problems.append(
            _(
                "“%(text)s” is no day, read %(order)s. Write it like 2026-03-27 or "
                "27/03/2026."
            )
            % {"text": text[:40], "order": order}
        )
        return None
    return day


def day_in(text, *, day_first):
    """The day in 2026-03-27, 27/03/2026, 27.3.2026 or 27-Mar-2026; None if it is
    none. Which of two numbers is the day, `day_first` says."""
    if found := ISO.match(text):
        return _date(*map(int, found.groups()))
    if found := BY_NUMBERS.match(text):
        first, second, year = map(int, found.groups())
        return _date(year, second, first) if day_first else _date(year, first, second)
    for form in IN_WORDS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def can_be_two_days(text):
    """Whether a cell is another day when the month is read first."""
    found = BY_NUMBERS.match(text)
    return bool(found) and found[1] != found[2] and int(found[1]) <= 12 >= int(found[2])


def order_that_fits(texts):
    """Which order of day and month reads every one of these cells: True (day first),
    False (month first), or None where both do or none does."""
    texts = [text for text in texts if text]
    fits = [
        all(day_in(text, day_first=order) for text in texts) for order in (True, False)
    ]
    return None if fits[0] == fits[1] else fits[0]
