"""What the columns of a file of staff mean: guessed from their heads, put right by a
person, and kept for the next file of the same source."""

import re
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """Something that a column can hold: its label, a hint, and words by which its head
    is known, the likeliest first."""

    label: str
    words: tuple[str, ...]
    hint: str = ""


COLUMNS = {
    "email": Column(
        _("E-mail"),
        ("work email", "work email address", "email address", "email", "mail"),
        _("What they sign in with."),
    ),
    "number": Column(
        _("Staff number"),
        (
            "staff number",
            "employee number",
            "assignment number",
            "payroll number",
            "personnel number",
            "employee id",
            "staff id",
            "person id",
            "hr id",
        ),
        _(
            "With it people are known again when their e-mail or name changes. It is "
            "kept for that, and shown to nobody."
        ),
    ),
    "name": Column(_("Name"), ("full name", "name", "employee name", "person")),
    "first_name": Column(
        _("Or first name"), ("first name", "forename", "given name", "firstname")
    ),
    "last_name": Column(
        _("and last name"),
        ("last name", "surname", "family name", "lastname"),
    ),
    "known_as": Column(
        _("Known as"),
        ("known as", "preferred name", "preferred first name"),
        _("Only for those who have not said themselves what they are called."),
    ),
    "job_title": Column(
        _("Job title"), ("job title", "position title", "position", "job", "role")
    ),
    "service": Column(
        _("Service"),
        ("service", "department", "organisation", "team", "org unit", "cost centre"),
        _("Its whole way, like “Council > Libraries > Compton”, or its name alone."),
    ),
    "level_1": Column(
        _("Or level by level: the highest"),
        ("level 1", "directorate", "division"),
    ),
    "level_2": Column(_("below it"), ("level 2", "section")),
    "level_3": Column(_("below that"), ("level 3", "sub section")),
    "level_4": Column(_("and below that"), ("level 4", "unit")),
    "joined_on": Column(
        _("Joined on"),
        ("joined on", "start date", "date joined", "joined", "hire date"),
    ),
    "left_on": Column(
        _("Left on"),
        ("left on", "gone from"),
        _("The first day on which they are not here any more."),
    ),
    "last_day": Column(
        _("Or last day"),
        (
            "last day",
            "last working day",
            "leaving date",
            "date left",
            "end date",
            "termination date",
            "leave date",
        ),
        _("The last day on which they are still here."),
    ),
}
LEVELS = ("level_1", "level_2", "level_3", "level_4")
PATH_SIGNS = (">", "/", "\\", "|", ":")


@dataclass(frozen=True)
class Reading:
    """How a file is read: which column holds what, and what follows from it.

    `columns` is {what it holds: head of the column}. `is_complete`: whoever came by an
    earlier file of this source and is missing from this one has left.
    """

    columns: dict[str, str] = field(default_factory=dict)
    path_sign: str = ">"
    day_first: bool = True
    makes_services: bool = False
    is_complete: bool = False
    sends_links: bool = False

    @classmethod
    def kept(cls, data):
        """The reading that was kept as JSON; what is not in it is as by default."""
        known = set(cls.__dataclass_fields__)
        return cls(**{name: value for name, value in data.items() if name in known})

    def to_keep(self):
        return asdict(self)

    def fits(self, heads):
        """Whether every column that it reads is there."""
        return bool(self.columns) and set(self.columns.values()) <= set(heads)

    def has(self, *names):
        return any(name in self.columns for name in names)


def guess(heads):
    """Give {what it holds: head} as far as the heads tell; each head once."""
    plain = {head: _plain(head) for head in heads}
    found = {}
    for name, column in COLUMNS.items():
        for word in column.words:
            free = [head for head in heads if head not in found.values()]
            match = next((head for head in free if plain[head] == word), None)
            if match:
                found[name] = match
                break
    return _one_way_each(found)


def likely_sign(ways):
    """The sign that stands between the names in most of these ways, or None."""
    counts = {sign: sum(sign in way for way in ways) for sign in PATH_SIGNS}
    likely = max(PATH_SIGNS, key=counts.get)
    return likely if counts[likely] else None


def _one_way_each(found):
    """Where two columns would say the same, leave the likelier one."""
    if "name" in found and {"first_name", "last_name"} & set(found):
        if {"first_name", "last_name"} <= set(found):
            del found["name"]
        else:
            found.pop("first_name", None)
            found.pop("last_name", None)
    if "left_on" in found:
        found.pop("last_day", None)
    if "service" in found:
        for level in LEVELS:
            found.pop(level, None)
    return found


def _plain(head):
    """A head in small letters, with single blanks for all other signs; "e-mail" is one
    word."""
    words = re.sub(r"[\W_]+", " ", head.casefold()).strip()
    return re.sub(r"\be mail", "email", words)
