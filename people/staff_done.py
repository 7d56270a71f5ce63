"""Carrying out the plan of a file of staff, in the caller's transaction.

New people and plain changes go to the database together; an e-mail, leaving and coming
back go the way that they always go (joining.py, leaving.py), one by one.
"""

from people import joining
from people.models import StaffEntry, User
from people.staff_rules import Kind
from people.staff_services import Wanted, make

AT_ONCE = 500
# What can be written for many at once, because nothing follows from it.
PLAIN = ("name", "known_as", "job_title", "service", "joined_on")


def carry_out(plan, source, *, sends_links, report=None):
    """Do all that the plan says, and nothing else. `report(done)` is told how many of
    its rows are done. Whatever goes wrong on the way is for the caller to take back."""
    steps = _Steps(plan, source, report)
    steps.made = make(plan.new_services, plan.known.services)
    steps.add_new(sends_links)
    steps.change_one_by_one()
    steps.change_together()
    steps.keep_entries()


class _Steps:
    """What is done, in this order; the services that were made are known to all."""

    def __init__(self, plan, source, report):
        self.plan, self.source, self.report = plan, source, report
        self.made = {}
        self.done = 0

    def _of(self, *kinds):
        return [one for one in self.plan.planned if one.kind in kinds]

    def _tell(self, number=1):
        before, self.done = self.done, self.done + number
        if self.report and before // 200 != self.done // 200:
            self.report(self.done)

    def add_new(self, sends_links):
        new = self._of(Kind.NEW)
        for some in _parts(new):
            for one in some:
                one.person = User(email=one.email, name=one.name)
                self._set(one)
            joining.join_many([one.person for one in some], link=sends_links)
            self._tell(len(some))

    def change_one_by_one(self):
        """What somebody is written to about, or that closes their sessions."""
        for one in self._of(Kind.RETURNS, Kind.LEAVES, Kind.MOVES, Kind.CHANGES):
            if {"email", "left_on"} & set(one.changes):
                self._set(one)
                joining.change(one.person)
                self._tell()

    def change_together(self):
        plain = [
            one
            for one in self._of(Kind.MOVES, Kind.CHANGES)
            if not {"email", "left_on"} & set(one.changes)
        ]
        for some in _parts(plain):
            for one in some:
                self._set(one)
            User.objects.bulk_update([one.person for one in some], PLAIN)
            self._tell(len(some))

    def _set(self, one):
        for name, (_before, after) in one.changes.items():
            value = self.made[after.key] if isinstance(after, Wanted) else after
            setattr(one.person, name, value)

    def keep_entries(self):
        """Remember whom the source knows by now, by which number; whom it let go."""
        new, changed = [], []
        for one in self.plan.planned:
            if one.person is None or one.kind == Kind.PROBLEM:
                continue
            entry = self.plan.known.entry_of.get(one.person.pk)
            is_new = entry is None
            entry = entry or StaffEntry(source=self.source, person=one.person)
            before = (entry.number, entry.let_go_on)
            entry.number = one.number or entry.number
            if "left_on" in one.changes:
                entry.let_go_on = one.changes["left_on"][1]
            if is_new:
                new.append(entry)
            elif before != (entry.number, entry.let_go_on):
                changed.append(entry)
        StaffEntry.objects.bulk_create(new, batch_size=AT_ONCE)
        StaffEntry.objects.bulk_update(
            changed, ["number", "let_go_on"], batch_size=AT_ONCE
        )


def _parts(whole):
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))
