"""What one row of a file of staff would do to somebody; nothing is done here.

Each rule refuses with a sentence (NotTaken), and then its row is left out. Whoever
cannot be meant for sure is not touched. The whole file: staff_plan.py.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pages import words
from people import permissions
from people.models import StaffRow, User
from people.staff_services import NotThere, Wanted

Kind = StaffRow.Kind

# What a file says of somebody who is there already, in the order in which it is told.
TOLD = ("name", "email", "known_as", "job_title", "service", "joined_on", "left_on")


class NotTaken(Exception):
    """This row is left out; as a string it says why."""


@dataclass
class Planned:
    """What is to become of one row, or of somebody who is missing from the file.

    `changes` is {name of a field: (what it is, what it will be)}.
    """

    kind: str
    row: int | None = None
    person: User | None = None
    number: str = ""
    name: str = ""
    email: str = ""
    changes: dict = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


class Rows:
    """Decides about one row after the other; remembers who was meant."""

    def __init__(self, known, reading):
        self.known, self.reading = known, reading
        self.rows_of = {}
        # The ids of all who were meant, also by a row that is left out.
        self.meant = set()

    def plan(self, entry):
        planned = Planned(
            Kind.NOTHING, entry.row, None, entry.number, entry.name, entry.email
        )
        self._remember_meant(entry)
        try:
            if entry.problems:
                raise NotTaken(" ".join(entry.problems))
            self._refuse_twins(entry)
            planned.person = person = self._person(entry)
            if person is None:
                self._new(planned, entry)
            else:
                self._keep_own_number(planned, person)
                self._change(planned, entry, person)
        except (NotTaken, NotThere) as reason:
            planned.kind, planned.changes, planned.said = (
                Kind.PROBLEM,
                {},
                [str(reason)],
            )
        return planned

    def _remember_meant(self, entry):
        for person in (
            self.known.by_number.get(entry.number),
            self.known.by_email.get(entry.email),
        ):
            if person:
                self.meant.add(person.pk)

    def _refuse_twins(self, entry):
        """The same e-mail or number in two rows: which is right, nobody can tell."""
        for value, counts, sentence in (
            (entry.email, self.known.emails, _("The e-mail %(value)s")),
            (entry.number, self.known.numbers, _("The staff number %(value)s")),
        ):
            if value and counts[value] > 1:
                what = sentence % {"value": value}
                raise NotTaken(
                    _("%(what)s stands in %(number)s rows. Keep the right one.")
                    % {"what": what, "number": words.in_words(counts[value])}
                )

    def _person(self, entry):
        """Who is meant: by number, else by e-mail; None for somebody new."""
        by_number = self.known.by_number.get(entry.number) if entry.number else None
        by_email = self.known.by_email.get(entry.email) if entry.email else None
        if by_number and by_email and by_number.pk != by_email.pk:
            raise NotTaken(
                _(
                    "The staff number is that of %(one)s, and the e-mail that of "
                    "%(other)s. Put right which of the two is meant."
                )
                % {"one": by_number.name, "other": by_email.name}
            )
        person = by_number or by_email
        if person is None:
            return None
        self._refuse_another_number(entry, person)
        if person.pk in self.rows_of:
            raise NotTaken(
                _("Row %(row)s is about %(person)s already.")
                % {"row": self.rows_of[person.pk], "person": person.name}
            )
        self.rows_of[person.pk] = entry.row
        return person

    def _refuse_another_number(self, entry, person):
        """A new number is given to whoever comes back, and to nobody who is here."""
        kept = self.known.entry_of.get(person.pk)
        is_other = kept and kept.number and entry.number not in ("", kept.number)
        if self._is_theirs_too(person, self.known.by_number, entry.number):
            return
        if is_other and self.known.is_here(person):
            raise NotTaken(
                _(
                    "%(person)s has this e-mail, and another staff number so far. If "
                    "it is somebody else, they need an e-mail of their own."
                )
                % {"person": person.name}
            )

    def _keep_own_number(self, planned, person):
        """A number that leads to them by a record merged with theirs stays there."""
        kept = self.known.entry_of.get(person.pk)
        if kept and self._is_theirs_too(person, self.known.by_number, planned.number):
            planned.number = kept.number

    @staticmethod
    def _is_theirs_too(person, known, value):
        """Whether an e-mail or number leads to the person: also that of a record of
        theirs that was merged with this one."""
        found = known.get(value)
        return found is not None and found.pk == person.pk

    def _new(self, planned, entry):
        if not entry.email:
            raise NotTaken(_("Somebody new needs an e-mail, and this row has none."))
        if not entry.name:
            raise NotTaken(_("Somebody new needs a name, and this row has none."))
        service = self._service(entry)
        if entry.left_on and entry.left_on <= self.known.on:
            planned.said.append(_("They have left already, so they are not added."))
            return
        planned.kind = Kind.NEW
        planned.changes["service"] = (None, service or self.known.source.service)
        for name in ("known_as", "job_title"):
            if value := getattr(entry, name):
                planned.changes[name] = ("", value)
        for name in ("joined_on", "left_on"):
            if value := getattr(entry, name):
                planned.changes[name] = (None, value)

    def _service(self, entry):
        return self.known.services.meant_by(entry.path) if entry.path else None

    def _change(self, planned, entry, person):
        self._refuse_elsewhere(person)
        service = self._service(entry)
        planned.name, planned.email = person.name, person.email
        if not person.is_active:
            planned.said.append(_("The account was closed by hand, and stays so."))
            return
        changes = self._differences(entry, person, service)
        returns = person.has_left(self.known.on)
        if returns and not self._comes_back(entry, person):
            planned.said.append(_("They have left, and the file says the same."))
            return
        if returns:
            changes["left_on"] = (person.left_on, entry.left_on)
            planned.said.append(
                _("They are written to, with a link to choose a password.")
            )
        self._refuse_closed(person, changes)
        planned.changes = {name: changes[name] for name in TOLD if name in changes}
        planned.kind = self._kind(planned, person, returns=returns)

    def _differences(self, entry, person, service):
        """What the file says otherwise. An empty cell says nothing; what somebody says
        that they are called is theirs."""
        changes = {}
        for name in ("name", "email", "job_title", "joined_on"):
            value = getattr(entry, name)
            before = getattr(person, name)
            before = before.lower() if name == "email" else before
            is_old = name == "email" and self._is_theirs_too(
                person, self.known.by_email, value
            )
            if value and value != before and not is_old:
                changes[name] = (getattr(person, name), value)
        if entry.known_as and not person.known_as:
            changes["known_as"] = ("", entry.known_as)
        is_wanted = isinstance(service, Wanted)
        if service and (is_wanted or service.pk != person.service_id):
            changes["service"] = (person.service, service)
        left_on = self._left_on(entry, person)
        if left_on != person.left_on:
            changes["left_on"] = (person.left_on, left_on)
        return changes

    def _left_on(self, entry, person):
        """The day of leaving that is to hold: that of the file; where it gives none,
        what stands, unless an earlier file of the same source gave it."""
        if entry.left_on or not self.reading.has("left_on", "last_day"):
            return entry.left_on or person.left_on
        kept = self.known.entry_of.get(person.pk)
        ours = kept and kept.let_go_on and kept.let_go_on == person.left_on
        return None if ours else person.left_on

    def _comes_back(self, entry, person):
        """Whether somebody who has left is here again. Whoever was let go by hand comes
        back by hand, or with a later day of joining."""
        if entry.left_on and entry.left_on <= self.known.on:
            return False
        kept = self.known.entry_of.get(person.pk)
        by_file = kept and kept.let_go_on == person.left_on
        joined_again = entry.joined_on and entry.joined_on >= person.left_on
        if by_file or joined_again:
            return True
        raise NotTaken(
            _(
                "%(person)s left %(day)s, which was written by hand, and is in the "
                "file still. If they are back, take that day away under People."
            )
            % {"person": person.name, "day": words.lately(person.left_on)}
        )

    def _kind(self, planned, person, *, returns):
        changes = planned.changes
        left_on = changes.get("left_on", (None, None))[1]
        kept = self.known.entry_of.get(person.pk)
        number = planned.number and (not kept or kept.number != planned.number)
        for kind, is_so in (
            (Kind.RETURNS, returns),
            (Kind.LEAVES, left_on and left_on <= self.known.on),
            (Kind.MOVES, "service" in changes and person.service),
            (Kind.CHANGES, changes),
            (Kind.KNOWN, kept is None or number),
        ):
            if is_so:
                return kind
        return Kind.NOTHING

    def _refuse_elsewhere(self, person):
        if not self.known.is_ours(person):
            raise NotTaken(
                _(
                    "%(person)s is in %(service)s, of which this file does not tell. "
                    "Whoever keeps people there can move them."
                )
                % {"person": person.name, "service": person.service.name}
            )

    def _refuse_closed(self, person, changes):
        """What the editor may not do by hand, no file does for them."""
        editor = self.known.editor
        if not changes:
            return
        if not permissions.may_administer(editor, person):
            raise NotTaken(
                _(
                    "%(person)s is an administrator of the whole site: only another "
                    "administrator changes that."
                )
                % {"person": person.name}
            )
        if person.pk != editor.pk and person.pk not in self.known.guarded:
            return
        closed = permissions.fields_closed_to(editor, person) & set(changes)
        if "left_on" in closed:
            raise NotTaken(
                _("That is you: your own last day is written by somebody else.")
            )
        if closed:
            raise NotTaken(
                _(
                    "%(person)s has more rights than you, so somebody with the same "
                    "rights changes their e-mail."
                )
                % {"person": person.name}
            )
