"""What a whole file of staff would do to people: each of its rows (staff_rules.py), and
those who are missing from it. Nothing is done here; carrying it out: staff_done.py.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages import words
from people import permissions
from people.models import StaffRow
from people.staff_known import Known
from people.staff_rules import Planned, Rows
from people.staff_services import Wanted

Kind = StaffRow.Kind


@dataclass
class Plan:
    """What a whole file would do: a Planned for each row and each who is missing, the
    services to be made first (Wanted), and of how many who are here it speaks."""

    planned: list[Planned]
    new_services: list[Wanted]
    here: int
    known: Known

    @property
    def counts(self):
        return {**Counter(one.kind for one in self.planned), "here": self.here}

    def in_words(self, one):
        """The changes of one of them as a list of (field, before, after), all text."""
        return [
            [name, self._said(before), self._said(after)]
            for name, (before, after) in one.changes.items()
        ]

    def _said(self, value):
        if isinstance(value, date):
            return words.full_day(value)
        if isinstance(value, str):
            return value
        return self.known.services.way_to(value)

    @property
    def digest(self):
        """What is the same only for the very same plan."""
        told = [
            [
                one.row,
                one.kind,
                one.person and one.person.pk,
                one.number,
                one.name,
                one.email,
                self.in_words(one),
                one.said,
            ]
            for one in self.planned
        ]
        whole = json.dumps([told, [str(one) for one in self.new_services]])
        return hashlib.sha256(whole.encode()).hexdigest()


def make(entries, reading, source, editor, on, report=None):
    """Give the Plan for these entries, as the editor may carry it out on that day.

    The database is only read. `report(done)` is told how many rows are looked at.
    """
    known = Known(source, editor, entries, makes_services=reading.makes_services, on=on)
    rows = Rows(known, reading)
    planned = []
    for done, entry in enumerate(entries, start=1):
        planned.append(rows.plan(entry))
        if report and done % 1000 == 0:
            report(done)
    if reading.is_complete:
        planned += _missing(known, planned, rows.meant)
    _say_roles(known, planned)
    wanted = [p.changes["service"][1] for p in planned if "service" in p.changes]
    wanted = {one for one in wanted if isinstance(one, Wanted)}
    return Plan(
        planned,
        known.services.above_each(wanted),
        len(known.brought_and_here()),
        known,
    )


def _missing(known, planned, meant):
    """Whoever an earlier file brought and this one does not name: gone from today. Not
    for sure, where a row that is left out has the same name."""
    unsure = {
        one.name.casefold()
        for one in planned
        if one.kind == Kind.PROBLEM and not one.person and one.name
    }
    found = []
    for person in sorted(known.brought_and_here(), key=lambda p: (p.name, p.pk)):
        if person.pk in meant or person.left_on:
            continue
        one = Planned(Kind.LEAVES, person=person, name=person.name, email=person.email)
        refusal = _why_they_stay(known, person, unsure)
        if refusal:
            one.kind, one.said = Kind.PROBLEM, [refusal]
        else:
            one.changes["left_on"] = (None, known.on)
            one.said.append(_("They are not in the file."))
        found.append(one)
    return found


def _why_they_stay(known, person, unsure):
    if person.pk == known.editor.pk:
        return _("You are not in the file. You stay: nobody lets themselves go.")
    if not permissions.may_administer(known.editor, person):
        return _(
            "They are not in the file, and stay: only another administrator lets an "
            "administrator of the whole site go."
        )
    if person.name.casefold() in unsure:
        return _(
            "They are not in the file, but a row that is left out has their name. They "
            "stay until that row is put right."
        )
    return ""


def _say_roles(known, planned):
    """Say of those who leave or move which roles end, and which go on."""
    moved = (Kind.LEAVES, Kind.MOVES)
    concerned = [one for one in planned if one.kind in moved]
    roles = known.roles({one.person.pk for one in concerned})
    for one in concerned:
        for role, service in roles[one.person.pk]:
            sentence = (
                _("%(role)s of %(service)s ends.")
                if one.kind == Kind.LEAVES
                else _("Stays %(role)s of %(service)s, until that is ended.")
            )
            role = role if one.kind == Kind.LEAVES else role.lower()
            one.said.append(capfirst(sentence % {"role": role, "service": service}))
