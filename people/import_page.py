"""What the page of one file of staff shows, whatever has become of it by then."""

from functools import cached_property

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people import importing
from people.models import StaffImport, StaffRow
from people.staff_columns import COLUMNS

Kind, State = StaffRow.Kind, StaffImport.State
ROWS_ON_A_PAGE = 50
# In the order in which somebody wants to look at them.
SHOWN = (
    Kind.PROBLEM,
    Kind.LEAVES,
    Kind.MOVES,
    Kind.RETURNS,
    Kind.NEW,
    Kind.CHANGES,
    Kind.KNOWN,
    Kind.NOTHING,
)
SHAPES = {
    Kind.PROBLEM: "gap",
    Kind.LEAVES: "full",
    Kind.MOVES: "now",
    Kind.RETURNS: "free",
    Kind.NEW: "free",
    Kind.CHANGES: "now",
    Kind.KNOWN: "done",
    Kind.NOTHING: "done",
}
SERVICES_NAMED = 20


class ImportPage:
    """One file: how far it is, what it would do or did, and a page of its rows."""

    def __init__(self, brought, show="", page_number=1):
        self.brought = brought
        self.show = show if show in Kind.values else ""
        self.page_number = page_number

    @property
    def is_done(self):
        return self.brought.state == State.APPLIED

    @property
    def progress(self):
        """How many rows are done, of how many; a sentence beside it."""
        done, of = importing.progress(self.brought)
        said = _("%(done)s of %(of)s rows") % {"done": f"{done:,}", "of": f"{of:,}"}
        return {"done": done, "of": of, "sentence": said if of else ""}

    @property
    def sentences(self):
        """What it would do, or what it did, one sentence for each kind."""
        counts = self.brought.counts
        told = [(kind, counts.get(kind, 0)) for kind in SHOWN if kind != Kind.PROBLEM]
        said = [_told(kind, number, self.is_done) for kind, number in told if number]
        services = len(self.brought.new_services)
        if services:
            said.insert(0, _services_told(services, self.is_done))
        return said

    @property
    def lede(self):
        """Whether there is something to do, in a sentence."""
        if self.brought.changes_something:
            return _("This is what it would do. Nothing is done yet.")
        if self.problems:
            return _("There is nothing to do but for what is left out.")
        return _("There is nothing to do: everything is as the file says.")

    @property
    def problems(self):
        return self.brought.counts.get(Kind.PROBLEM, 0)

    @property
    def problems_told(self):
        """How many are left out, in a sentence."""
        if self.is_done:
            return ngettext(
                "%(number)s row was left out.",
                "%(number)s rows were left out.",
                self.problems,
            ) % {"number": f"{self.problems:,}"}
        return ngettext(
            "%(number)s row has a problem, and is left out.",
            "%(number)s rows have a problem, and are left out.",
            self.problems,
        ) % {"number": f"{self.problems:,}"}

    @property
    def how_read(self):
        """How the file was read, in one sentence."""
        counts = self.brought.counts
        separators = {
            "comma": _("commas"),
            "semicolon": _("semicolons"),
            "tab": _("tabs"),
        }
        order = (
            _("days are read day first")
            if self.brought.reading.get("day_first", True)
            else _("days are read month first")
        )
        return _("%(rows)s rows, %(encoding)s, with %(separators)s; %(order)s.") % {
            "rows": f"{counts.get('rows', 0):,}",
            "encoding": counts.get("encoding", ""),
            "separators": separators.get(counts.get("separator"), ""),
            "order": order,
        }

    @property
    def new_services(self):
        return self.brought.new_services[:SERVICES_NAMED]

    @property
    def more_services(self):
        return len(self.brought.new_services) - len(self.new_services)

    @property
    def ways(self):
        """The ways to narrow the rows down: (kind or "", label, number, is chosen)."""
        counts = self.brought.counts
        kinds = [(kind, counts.get(kind, 0)) for kind in SHOWN]
        happens = sum(number for kind, number in kinds if kind != Kind.NOTHING)
        every = ("", _("What happens"), happens, not self.show)
        return [
            every,
            *(
                (kind, kind.label, number, kind == self.show)
                for kind, number in kinds
                if number
            ),
        ]

    @cached_property
    def page(self):
        rows = self.brought.rows.order_by("pk").select_related("person")
        if self.show:
            rows = rows.filter(kind=self.show)
        else:
            rows = rows.exclude(kind=Kind.NOTHING)
        paginator = Paginator(rows, ROWS_ON_A_PAGE)
        paginator.count = next(number for _k, _l, number, is_on in self.ways if is_on)
        return paginator.get_page(self.page_number)

    @property
    def page_numbers(self):
        return self.page.paginator.get_elided_page_range(self.page.number)

    @property
    def address(self):
        return f"?show={self.show}" if self.show else ""

    @cached_property
    def rows(self):
        """The rows of this page, each with what it means in words."""
        return [
            {
                "number": row.number,
                "name": row.name or row.email,
                "email": row.email if row.name else "",
                "shape": SHAPES[row.kind],
                "kind": row.get_kind_display(),
                "changes": [_change(*change) for change in row.changes],
                "said": row.said,
            }
            for row in self.page
        ]


def problem_rows(brought):
    """The rows that are left out, as (row, name, e-mail, why), to take away."""
    rows = brought.rows.filter(kind=Kind.PROBLEM).order_by("pk")
    return rows.values_list("number", "name", "email", "said")


def _change(name, before, after):
    label = str(COLUMNS[name].label)
    if not after:
        return _("%(label)s: no longer %(before)s") % {"label": label, "before": before}
    if not before:
        return _("%(label)s: %(after)s") % {"label": label, "after": after}
    return _("%(label)s: %(after)s, was %(before)s") % {
        "label": label,
        "after": after,
        "before": before,
    }


def _services_told(number, is_done):
    if is_done:
        said = ngettext(
            "%(number)s service was made.", "%(number)s services were made.", number
        )
    else:
        said = ngettext(
            "%(number)s service will be made.",
            "%(number)s services will be made.",
            number,
        )
    return said % {"number": f"{number:,}"}


def _told(kind, number, is_done):
    """How many of a kind, as a sentence: before it is done, and after."""
    n = number
    will, was = {
        Kind.NEW: (
            ngettext("%(n)s person is new.", "%(n)s people are new.", n),
            ngettext("%(n)s person was added.", "%(n)s people were added.", n),
        ),
        Kind.MOVES: (
            ngettext(
                "%(n)s moves to another service.", "%(n)s move to another service.", n
            ),
            ngettext(
                "%(n)s moved to another service.", "%(n)s moved to another service.", n
            ),
        ),
        Kind.CHANGES: (
            ngettext("%(n)s changes otherwise.", "%(n)s change otherwise.", n),
            ngettext("%(n)s changed otherwise.", "%(n)s changed otherwise.", n),
        ),
        Kind.LEAVES: (
            ngettext("%(n)s leaves.", "%(n)s leave.", n),
            ngettext("%(n)s has left.", "%(n)s have left.", n),
        ),
        Kind.RETURNS: (
            ngettext("%(n)s comes back.", "%(n)s come back.", n),
            ngettext("%(n)s came back.", "%(n)s came back.", n),
        ),
        Kind.KNOWN: (
            ngettext(
                "%(n)s stays as they are, and is known to this source from now on.",
                "%(n)s stay as they are, and are known to this source from now on.",
                n,
            ),
        )
        * 2,
        Kind.NOTHING: (
            ngettext("%(n)s stays as they are.", "%(n)s stay as they are.", n),
        )
        * 2,
    }[kind]
    return (was if is_done else will) % {"n": f"{number:,}"}
