"""What is kept about people: every model of every app says here what it holds.

Each app says it in its own `about_people.py`, found when the site starts:

    nothing("cafes.Venue", "A room and how to get there", "name address access")
    about(
        "learning.Plan", "private", _("Plans"),
        Link("enrolment__person", Goes()),
        told="words try_on", untold={"enrolment": "the module it belongs to"},
    )

`told` are the fields of a row that its person can see and take away (everything.py),
and `untold` those that they are not given, each with its reason. A Link says how rows
are found from a person, and what becomes of them when that person is erased
(erasing.py). A model or a field that nobody spoke for fails in
tests/people/test_kept_about.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.apps import apps

from people.who_sees_what import TABLE


class SpokenForTwice(Exception):
    """Two apps, or one twice, said what a model holds."""


@dataclass(frozen=True)
class Goes:
    """The row goes with the person."""


@dataclass(frozen=True)
class Emptied:
    """The row stays, and these of its fields lose what they said.

    `fields` gives each its new value, or a function that makes it of the person.
    `because` says what it stays for, and `harmless` which fields of words may stay as
    they are, each with the reason.
    """

    fields: Mapping
    because: str
    harmless: Mapping = field(default_factory=dict)


@dataclass(frozen=True)
class Stays:
    """The row stays as it is: it holds no word of the person, only the number under
    which nobody is found any more."""

    because: str


@dataclass(frozen=True)
class ByHand:
    """More than a row has to change: `do` is given the rows and the person, and `says`
    tells what becomes of them."""

    do: Callable
    says: str


@dataclass(frozen=True)
class Link:
    """One way from a person to the rows that hold something about them.

    `path` is the lookup from a row to the person. Where there is none, `find` gives the
    rows of a person. `is_told` is whether the person is given these rows, and `but_not`
    names fields that they are not given of rows found this way.
    """

    path: str
    on_erasure: Goes | Emptied | Stays | ByHand
    find: Callable | None = None
    is_told: bool = True
    but_not: tuple = ()

    def rows(self, model, person):
        """The rows of that model that hold something about the person."""
        if self.find:
            return self.find(person)
        return model._default_manager.filter(**{self.path: person.pk})


@dataclass(frozen=True)
class About:
    """A model that holds something about people. `kind` is a row of the table of who
    sees what, or "account" for what only the machinery of signing in and of the site's
    administration needs."""

    label: str
    kind: str
    called: str
    links: tuple
    told: tuple
    untold: Mapping
    said: Mapping = field(default_factory=dict)
    labels: Mapping = field(default_factory=dict)

    @property
    def model(self):
        return apps.get_model(self.label)

    @property
    def is_told(self):
        return bool(self.told) and any(link.is_told for link in self.links)


@dataclass(frozen=True)
class Nothing:
    """A model that holds nothing about a person, why, and which fields it has."""

    label: str
    why: str
    fields: tuple = ()

    @property
    def model(self):
        return apps.get_model(self.label)


ACCOUNT = "account"
ABOUT: dict[str, About] = {}
NOTHING: dict[str, Nothing] = {}


def about(label, kind, called, *links, told="", untold=None, **more):
    """Say that a model holds something about people; see the top of this file.

    `more` are the other fields of About. `said`: functions that say a field of a row in
    words, where its own value says nothing to anybody. `labels`: what a field is
    called, where its own name is the house's and not the reader's.
    """
    if kind not in (*TABLE, ACCOUNT):
        raise KeyError(f"{kind}: no row of the table of who sees what")
    _once(label)
    told = tuple(told.split())
    ABOUT[label] = About(label, kind, called, links, told, untold or {}, **more)


def nothing(label, why, fields=""):
    """Say that a model holds nothing about a person. One of ours names its fields, so
    that a new one is thought about."""
    _once(label)
    NOTHING[label] = Nothing(label, why, tuple(fields.split()))


def each(why, fields):
    """Give the same reason for several fields, as a mapping. Takes their names, with
    spaces between them."""
    return dict.fromkeys(fields.split(), why)


def _once(label):
    if label in ABOUT or label in NOTHING:
        raise SpokenForTwice(label)
